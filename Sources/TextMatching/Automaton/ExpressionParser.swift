/// Reads a pattern in the syntax of ``PatternSyntax`` as far as an automaton can follow it: no `^` and `$`.
struct ExpressionParser {
  /// The tree of `pattern`; `nil` when it is malformed or asks for more.
  static func tree(of pattern: String) -> ExpressionTree? {
    var parser = ExpressionParser(rest: Array(pattern.unicodeScalars)[...])
    guard let tree = parser.choice(depth: 0), parser.rest.isEmpty else { return nil }
    return tree
  }

  private static let deepest = 50
  private static let longestRepeat = 64
  private static let digits = ScalarSet([0x30...0x39])
  private static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  private static let space = ScalarSet([0x09...0x0D, 0x20...0x20])

  private var rest: ArraySlice<Unicode.Scalar>

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func choice(depth: Int) -> ExpressionTree? {
    guard depth < Self.deepest, let first = sequence(depth: depth) else { return nil }
    var parts = [first]
    while take("|") {
      guard let next = sequence(depth: depth) else { return nil }
      parts.append(next)
    }
    return parts.count == 1 ? first : .choice(parts)
  }

  private mutating func sequence(depth: Int) -> ExpressionTree? {
    var parts: [ExpressionTree] = []
    while let scalar = rest.first, scalar != "|", scalar != ")" {
      guard let part = atom(depth: depth), let repeated = quantified(part) else { return nil }
      parts.append(repeated)
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func atom(depth: Int) -> ExpressionTree? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "(":
      if take("?"), !take(":") { return nil }
      guard let inner = choice(depth: depth + 1), take(")") else { return nil }
      return inner
    case "[": return characterClass().map { .characters($0) }
    case ".": return .characters(ScalarSet("\n").inverted)
    case "\\": return escape().map { .characters($0) }
    case "^", "$", "*", "+", "?", "{": return nil
    default: return .characters(ScalarSet(scalar))
    }
  }

  /// `part` with the quantifier that follows; whether it is lazy makes no difference to what matches there are.
  private mutating func quantified(_ part: ExpressionTree) -> ExpressionTree? {
    var least = 1
    var most: Int? = 1
    switch rest.first {
    case "?": (least, most) = (0, 1)
    case "*": (least, most) = (0, nil)
    case "+": (least, most) = (1, nil)
    case "{":
      guard let end = rest.firstIndex(of: "}") else { return nil }
      let bounds = rest[rest.index(after: rest.startIndex)..<end].split(
        separator: ",", maxSplits: 1, omittingEmptySubsequences: false
      ).map { part in String(String.UnicodeScalarView(part)) }
      guard let low = bounds.first.flatMap({ Int($0) }), low >= 0, low <= Self.longestRepeat else { return nil }
      (least, most) = (low, low)
      if bounds.count == 2 {
        most = Int(bounds[1])
        if most == nil, !bounds[1].isEmpty { return nil }
      }
      if let most, most < least || most == 0 || most > Self.longestRepeat { return nil }
      rest = rest[end...]
    default: return part
    }
    rest.removeFirst()
    _ = take("?")
    if let next = rest.first, "?*+{".unicodeScalars.contains(next) { return nil }
    return .repeated(part, least, most)
  }

  private mutating func escape() -> ScalarSet? {
    guard let letter = rest.popFirst() else { return nil }
    switch letter {
    case "d": return Self.digits
    case "D": return Self.digits.inverted
    case "w": return Self.word
    case "W": return Self.word.inverted
    case "s": return Self.space
    case "S": return Self.space.inverted
    case "n": return ScalarSet("\n")
    case "r": return ScalarSet("\r")
    case "t": return ScalarSet("\t")
    case "x":
      guard take("{"), let end = rest.firstIndex(of: "}"),
        let value = UInt32(String(String.UnicodeScalarView(rest[..<end])), radix: 16),
        let scalar = Unicode.Scalar(value)
      else { return nil }
      rest = rest[rest.index(after: end)...]
      return ScalarSet(scalar)
    case _ where letter.isASCII && !letter.properties.isAlphabetic && !Self.digits.contains(letter.value):
      return ScalarSet(letter)
    default: return nil
    }
  }

  private mutating func characterClass() -> ScalarSet? {
    let isInverted = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while let scalar = rest.popFirst() {
      if scalar == "]", !isFirst {
        let set = ScalarSet(ranges)
        return isInverted ? set.inverted : set
      }
      isFirst = false
      // Named classes such as [:alpha:] are left to the other engines.
      if scalar == "[" { return nil }
      guard let low = scalar == "\\" ? escape() : ScalarSet(scalar) else { return nil }
      guard rest.first == "-", rest.dropFirst().first != "]" else {
        ranges += low.ranges
        continue
      }
      rest.removeFirst()
      guard let next = rest.popFirst(), next != "[", let high = next == "\\" ? escape() : ScalarSet(next),
        let from = low.single, let to = high.single, from <= to
      else { return nil }
      ranges.append(from...to)
    }
    return nil
  }
}

extension ScalarSet {
  /// The only scalar of the set.
  fileprivate var single: UInt32? {
    guard ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
    return range.lowerBound
  }
}
