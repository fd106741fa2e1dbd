/// Reads the notation of ``Phrase``; `\n` is a line break.
///
/// The grammar is the program's own data: a name that is not known stays in the text as it is and is kept in `faults`,
/// which a test holds empty.
///
/// 我, 我们 and 我家 need no brackets: outside of quotation marks they are the blanks of these names.
struct PhraseParser {
  /// Position of each common word.
  var words: [String: Int] = [:]
  /// Position of each variable of the scenario at hand.
  var variables: [String: Int] = [:]
  private(set) var faults: [String] = []
  /// Inside “…” somebody else speaks, and 我 is not the writer.
  private var isQuoting = false

  init(words: [String: Int] = [:]) {
    self.words = words
  }

  private static let blanks = Dictionary(uniqueKeysWithValues: Blank.allCases.map { ($0.rawValue, $0) })

  mutating func parse(_ line: Substring) -> Phrase {
    var rest = line.unicodeScalars[...]
    isQuoting = false
    let phrase = sequence(&rest, nested: false)
    if !rest.isEmpty { faults.append("ends early: \(line)") }
    return phrase
  }

  private mutating func sequence(_ rest: inout Substring.UnicodeScalarView, nested: Bool) -> Phrase {
    var parts: [Phrase] = []
    var plain = ""
    func flush() {
      if !plain.isEmpty { parts.append(.text(Array(plain.utf8))) }
      plain = ""
    }
    while let scalar = rest.first {
      if scalar == "}" || (nested && scalar == "|") { break }
      rest.removeFirst()
      switch scalar {
      case "{":
        flush()
        parts.append(choice(&rest))
      case "<":
        flush()
        parts.append(named(&rest))
      case "\\" where rest.first == "n":
        rest.removeFirst()
        plain += "\n"
      case "我" where !isQuoting:
        flush()
        parts.append(.blank(speaker(&rest)))
      default:
        if scalar == "“" { isQuoting = true }
        if scalar == "”" { isQuoting = false }
        plain.unicodeScalars.append(scalar)
      }
    }
    flush()
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func choice(_ rest: inout Substring.UnicodeScalarView) -> Phrase {
    var options: [Phrase] = []
    while true {
      options.append(sequence(&rest, nested: true))
      guard let scalar = rest.first else {
        faults.append("brace left open")
        break
      }
      rest.removeFirst()
      if scalar == "}" { break }
    }
    return .choice(options)
  }

  private mutating func named(_ rest: inout Substring.UnicodeScalarView) -> Phrase {
    guard let end = rest.firstIndex(of: ">") else {
      faults.append("angle bracket left open: \(String(rest))")
      return .text([])
    }
    let name = String(rest[..<end])
    rest = rest[rest.index(after: end)...]
    if let index = variables[name] { return .variable(index) }
    if let blank = Self.blanks[name] { return .blank(blank) }
    if let index = words[name] { return .word(index) }
    if let range = Self.range(name[...]) { return .number(range) }
    if let range = Self.range(name.dropFirst()) {
      switch name.first {
      case "#": return .numeral(range)
      case "¥": return .money(range)
      case "前": return .daysAgo(range)
      case "时": return .clock(range)
      default: break
      }
    }
    faults.append("unknown name <\(name)>")
    return .text(Array("<\(name)>".utf8))
  }

  /// 我, 我们 and 我家 in the running text are the writer, whom a clerk's note puts into the third person.
  private func speaker(_ rest: inout Substring.UnicodeScalarView) -> Blank {
    switch rest.first {
    case "们":
      rest.removeFirst()
      guard rest.first == "家" else { return .we }
      rest.removeFirst()
      return .myHome
    case "家":
      rest.removeFirst()
      return .myHome
    default: return .i
    }
  }

  /// Reads `3-9`.
  static func range(_ text: Substring) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let low = Int(ends[0]), let high = Int(ends[1]), low <= high else { return nil }
    return low...high
  }
}
