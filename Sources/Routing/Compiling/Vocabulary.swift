import Formats
import Rulebook
import TextMatching

/// All words of the list as patterns, and to which groups each word belongs.
///
/// A word with `…` is looked for in its parts and put together afterwards: as one expression with a gap in it, it would
/// cost the matcher several times as much.
struct Vocabulary: Sendable {
  /// The groups in which a word counts, and those in which it takes away what lies inside it.
  struct Membership: Sendable {
    var groups: [Int] = []
    var exceptions: [Int] = []
  }

  /// The number of a word's first part, and how many parts follow one another.
  struct Parts: Sendable {
    var first: Int
    var count: Int
  }

  /// What a pattern is looked for: a part of a word, with what is asked of it for every match.
  struct Use: Sendable {
    var part: Int32
    var word: Int32
    /// Which of the word's parts it is, and of how many.
    var place: UInt16
    var count: UInt16
  }

  let matcher: any Matcher
  /// By word.
  let memberships: [Membership]
  /// By word.
  let parts: [Parts]
  /// For each part, the word to which it belongs.
  let wordOfPart: [Int]
  /// The uses of pattern p are `uses[useStart[p]..<useStart[p + 1]]`.
  let uses: [Use]
  let useStart: [Int32]
  let groupCount: Int
  /// How many characters may stand between two parts.
  let gap: Int
}

/// Collects the words of a list.
struct VocabularyBuilder {
  private let gap: Int
  private var memberships: [Vocabulary.Membership] = []
  private var wordParts: [Vocabulary.Parts] = []
  private var wordNumbers: [String: Int] = [:]
  private var wordOfPart: [Int] = []
  private var partsOfPattern: [[Int]] = []
  private var patterns: [Pattern] = []
  private var patternNumbers: [String: Int] = [:]
  private var marks: [SourceMark] = []

  init(gap: Int) { self.gap = gap }

  /// Lets `word` count in `group`, or take away from it.
  mutating func add(_ word: Located<String>, to group: Int, asException: Bool) {
    let number = wordNumber(word)
    if asException { memberships[number].exceptions.append(group) } else { memberships[number].groups.append(group) }
  }

  /// The finished vocabulary; throws the first word that is no pattern, with its place.
  func vocabulary(
    groupCount: Int, engine: MatcherEngine, patternCache: String?, fallback: SourceMark
  ) throws(Fault) -> Vocabulary {
    do {
      let matcher = try engine.matcher(for: PatternSet(patterns), cacheFolder: patternCache)
      return Vocabulary(
        matcher: matcher, memberships: memberships, parts: wordParts, wordOfPart: wordOfPart,
        uses: partsOfPattern.flatMap { $0.map(use) },
        useStart: partsOfPattern.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) },
        groupCount: groupCount, gap: gap)
    } catch {
      throw RoutingFault.pattern(error.description).fault(at: error.index.map { marks[$0] } ?? fallback)
    }
  }

  private func use(_ part: Int) -> Vocabulary.Use {
    let word = wordOfPart[part]
    let parts = wordParts[word]
    return Vocabulary.Use(
      part: Int32(part), word: Int32(word), place: UInt16(clamping: part - parts.first),
      count: UInt16(clamping: parts.count))
  }

  private mutating func wordNumber(_ word: Located<String>) -> Int {
    if let known = wordNumbers[word.value] { return known }
    let parts = Self.parts(of: word.value)
    let number = memberships.count
    memberships.append(Vocabulary.Membership())
    wordParts.append(Vocabulary.Parts(first: wordOfPart.count, count: parts.count))
    wordNumbers[word.value] = number
    for part in parts {
      for text in Alternatives.words(of: part) ?? [part] {
        partsOfPattern[patternNumber(text, word.mark)].append(wordOfPart.count)
      }
      wordOfPart.append(number)
    }
    return number
  }

  private mutating func patternNumber(_ text: String, _ mark: SourceMark) -> Int {
    if let known = patternNumbers[text] { return known }
    let number = patterns.count
    patterns.append(Pattern(id: number, expression(for: text)))
    partsOfPattern.append([])
    marks.append(mark)
    patternNumbers[text] = number
    return number
  }

  /// A word as it stands, folded as the text will be; or a pattern when it has a character of patterns in it, which
  /// must be written folded. A `…` that is left stands inside brackets and becomes part of the pattern.
  private func expression(for text: String) -> Pattern.Expression {
    guard text.contains(where: { "()|?[]…\\".contains($0) }) else {
      return .literal(TextNormalizer().normalize(text).string)
    }
    return .regex(text.replacing("…", with: "[^。!?;,\\n]{0,\(gap)}"))
  }

  /// `word` cut at each `…` outside brackets.
  private static func parts(of word: String) -> [String] {
    var parts: [String] = [""]
    var depth = 0
    for character in word {
      switch character {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "…" where depth == 0:
        parts.append("")
        continue
      default: break
      }
      parts[parts.count - 1].append(character)
    }
    let whole = parts.filter { !$0.isEmpty }
    return whole.isEmpty ? [word] : whole
  }
}
