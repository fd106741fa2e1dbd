/// Writes a small pattern out as the words that it stands for: the matcher finds a hundred words faster than one pattern.
struct Alternatives {
  private static let most = 64
  private var rest: Substring

  /// The words of `pattern`, when it consists of characters, groups `(a|b)` and `?` alone and stands for few words.
  static func words(of pattern: String) -> [String]? {
    var reader = Alternatives(rest: pattern[...])
    guard let words = reader.choice(), reader.rest.isEmpty, !words.contains("") else { return nil }
    return Array(Set(words)).sorted()
  }

  private init(rest: Substring) { self.rest = rest }

  /// What stands between `|`.
  private mutating func choice() -> [String]? {
    guard var words = sequence() else { return nil }
    while rest.first == "|" {
      rest.removeFirst()
      guard let more = sequence() else { return nil }
      words += more
      if words.count > Self.most { return nil }
    }
    return words
  }

  /// What stands one after the other.
  private mutating func sequence() -> [String]? {
    var words = [""]
    while let character = rest.first, character != "|", character != ")" {
      rest.removeFirst()
      var next: [String]
      switch character {
      case "(":
        guard let inner = choice(), rest.popFirst() == ")" else { return nil }
        next = inner
      case "[", "]", ".", "*", "+", "?", "{", "}", "\\", "^", "$", "…": return nil
      default: next = [String(character)]
      }
      if rest.first == "?" {
        rest.removeFirst()
        next.append("")
      }
      words = words.flatMap { word in next.map { word + $0 } }
      if words.count > Self.most { return nil }
    }
    return words
  }
}
