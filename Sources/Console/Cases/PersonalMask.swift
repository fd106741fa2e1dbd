public import Casework
public import Formats

/// Covers personal data, so that a screen or a file that others see gives nobody away (个人信息保护法第51条): telephones
/// `138****0000`, identity numbers, names `张某`, addresses.
public struct PersonalMask: Sendable {
  /// Shows everything as it is.
  public static let none = PersonalMask(names: nil)

  /// Names that are covered wherever they stand, with what is shown in their place; `nil`: nothing is covered.
  private let names: [(name: String, shown: String)]?

  private init(names: [(name: String, shown: String)]?) {
    self.names = names
  }

  /// Covers telephones and identity numbers everywhere, and the names of these people.
  public init(parties: [Party]) {
    let people = parties.filter { Self.isPerson($0.kind) }.compactMap(\.name).filter { $0.count >= 2 }
    // The longest first, because one name can be the beginning of another.
    names = Set(people).sorted { ($0.count, $0) > ($1.count, $1) }.map { ($0, Self.covered(name: $0)) }
  }

  /// A name; of an organisation it is public.
  public func name(_ name: String, of kind: Party.Kind) -> String {
    names == nil || !Self.isPerson(kind) ? name : Self.covered(name: name)
  }

  /// A telephone of anybody.
  public func telephone(_ telephone: String) -> String {
    names == nil ? telephone : Self.covered(telephone: telephone)
  }

  /// A resident's number; the code of a legal person is public.
  public func identityNumber(_ number: String, of kind: Party.Kind) -> String {
    names == nil || !Self.isPerson(kind) ? number : Self.covered(number, first: 6, last: 1)
  }

  /// The first characters of an address of a person: county and town, not the door.
  public func address(_ address: String, of kind: Party.Kind) -> String {
    names == nil || !Self.isPerson(kind) || address.count <= 6 ? address : address.prefix(6) + "****"
  }

  /// Running text, without known names and without digits that look like a telephone or an identity number.
  public func text(_ text: String) -> String {
    guard let names else { return text }
    let unnamed = names.reduce(text) { $0.replacing($1.name, with: $1.shown) }
    return Self.coveringNumbers(unnamed)
  }

  /// Every string in a tree that the keys say is personal, and numbers and names in all others.
  public func json(_ value: JSONValue) -> JSONValue {
    names == nil ? value : covered(value, key: "", kind: nil)
  }

  // MARK: Trees

  private func covered(_ value: JSONValue, key: String, kind: Party.Kind?) -> JSONValue {
    switch value {
    case .object(let members):
      let kind = Self.kind(of: value, key: key)
      return .object(members.map { JSONValue.Member($0.key, covered($0.value, key: $0.key, kind: kind)) })
    case .array(let elements): return .array(elements.map { covered($0, key: key, kind: kind) })
    case .string(let string): return .string(covered(string, key: key, kind: kind))
    default: return value
    }
  }

  private func covered(_ string: String, key: String, kind: Party.Kind?) -> String {
    guard let kind else { return key == "envelope" ? string : text(string) }
    switch key {
    case "name": return name(string, of: kind)
    case "legal_representative": return Self.covered(name: string)
    case "telephone": return telephone(string)
    case "identity_number": return identityNumber(string, of: kind)
    case "address": return address(string, of: kind)
    default: return text(string)
    }
  }

  /// Who an object of a submission speaks of; `nil` when of nobody.
  private static func kind(of object: JSONValue, key: String) -> Party.Kind? {
    switch key {
    case "caller": return .natural
    case "applicants", "respondents", "representatives", "against":
      switch object["kind"]?.string {
      case "legal": return .legal
      case "organisation", "enterprise", "village", "court": return .organisation
      case "organ", "police": return .organ
      default: return .natural
      }
    default: return nil
    }
  }

  // MARK: Covering

  private static func isPerson(_ kind: Party.Kind) -> Bool { kind == .natural || kind == .unknown }

  private static let doubleSurnames: Set<String> = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "长孙", "宇文", "司徒", "令狐", "端木", "夏侯",
  ]

  private static func covered(name: String) -> String {
    let surname = doubleSurnames.contains(String(name.prefix(2))) ? name.prefix(2) : name.prefix(1)
    return name.utf8.allSatisfy { $0 < 0x80 } ? surname + "***" : surname + "某"
  }

  private static func covered(telephone: String) -> String {
    let digits = telephone.filter(\.isNumber)
    return digits.count >= 11 ? covered(telephone, first: 3, last: 4) : covered(telephone, first: 0, last: 2)
  }

  private static func covered(_ text: String, first: Int, last: Int) -> String {
    guard text.count > first + last else { return String(repeating: "*", count: text.count) }
    return text.prefix(first) + String(repeating: "*", count: text.count - first - last) + text.suffix(last)
  }

  private static func covered(_ run: String, of digits: String) -> String {
    digits.count >= 15 ? covered(run, first: 6, last: 1) : covered(telephone: run)
  }

  /// Covers runs of digits of the length of telephones and identity numbers, dashes and blanks within them allowed.
  private static func coveringNumbers(_ text: String) -> String {
    var result = ""
    var run = ""
    func flush() {
      let digits = run.filter { $0 != " " && $0 != "-" }
      result += (7...20).contains(digits.count) && isCallable(digits) ? covered(run, of: digits) : run
      run = ""
    }
    for character in text {
      let isDigit = character.isASCII && character.isNumber
      if isDigit || (!run.isEmpty && (character == "-" || character == " " || character == "X" || character == "x")) {
        run.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }

  /// Whether digits could be somebody's: a mobile or landline number, an identity or bank card number. Dates, amounts and
  /// document numbers mostly are not.
  private static func isCallable(_ digits: String) -> Bool {
    switch digits.count {
    case 7: digits.first.map { "23456789".contains($0) } ?? false
    case 11: digits.first == "1" || digits.first == "0"
    case 12: digits.first == "0"
    case 15...20: true
    default: false
    }
  }
}
