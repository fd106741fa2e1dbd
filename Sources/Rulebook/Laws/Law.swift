public import Casework

/// A law, regulation or rule that the house's data cite.
public struct Law: Sendable, Hashable {
  /// The short key in the files, `ARL`.
  public var key: String
  /// As it is cited: `行政复议法`.
  public var short: String
  public var title: Bilingual
  public var verified: Verification
  public var note: String?

  public init(key: String, short: String, title: Bilingual, verified: Verification, note: String? = nil) {
    self.key = key
    self.short = short
    self.title = title
    self.verified = verified
    self.note = note
  }
}

/// The laws by their keys.
public struct Laws: Sendable, Hashable {
  /// In the order of the file.
  public let all: [Law]
  private let byKey: [String: Law]

  public init(_ all: [Law]) {
    self.all = all
    byKey = Dictionary(all.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public func law(_ key: String) -> Law? { byKey[key] }

  /// Writes the laws' names in place of their keys: `ARL 第39条` becomes `行政复议法第39条`.
  public func spelledOut(_ basis: String) -> String {
    var text = ""
    var rest = basis[...]
    while let start = rest.firstIndex(where: Self.isKeyCharacter) {
      text += rest[..<start]
      let word = rest[start...].prefix(while: Self.isKeyCharacter)
      rest = rest[word.endIndex...]
      guard let law = byKey[String(word)] else {
        text += word
        continue
      }
      text += law.short
      if rest.hasPrefix(" 第") { rest = rest.dropFirst() }
    }
    return text + rest
  }

  /// The keys in a basis that no law has: no small letters, at least three characters.
  func unknownKeys(in basis: String) -> [String] {
    basis.split(whereSeparator: { !Self.isKeyCharacter($0) }).map(String.init).filter { word in
      guard let first = word.first, first.isUppercase, word.count > 2, byKey[word] == nil else { return false }
      return !word.contains { $0.isLowercase }
    }
  }

  private static func isKeyCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "-")
  }
}

extension Laws {
  init(_ file: Section) {
    defer { file.finish() }
    file.checkSchemaVersion()
    _ = file.text("as_of")
    let sections = file.sections("laws")
    file.noDuplicates(sections.compactMap { $0.optionalPlacedText("key") }, Bilingual("法律代号", "the key"))
    self.init(
      sections.compactMap { section in
        defer { section.finish() }
        let key = section.text("key")
        let short = section.text("short")
        let title = section.wording("title")
        let verified = section.choice("verified", Verification.self)
        let note = section.optionalText("note")
        guard let key, let short, let title, let verified else { return nil }
        return Law(key: key, short: short, title: title, verified: verified, note: note)
      })
  }
}
