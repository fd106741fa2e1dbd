/// The engine for processors that vectorscan does not know: own Aho–Corasick for the literals, PCRE2 for the rest.
public struct PortableMatcher: Matcher {
  private let exact: AhoCorasick?
  private let caseless: AhoCorasick?
  private let expressions: [PerlExpression]

  /// Compiles `patterns`.
  public init(_ patterns: PatternSet) throws(PatternError) {
    var exact: [(id: Int, bytes: [UInt8])] = []
    var caseless: [(id: Int, bytes: [UInt8])] = []
    var expressions: [PerlExpression] = []
    for (index, pattern) in patterns.patterns.enumerated() {
      if case .literal(let text) = pattern.expression, !pattern.caseless || Self.foldsWithinASCII(text) {
        let literal = (id: pattern.id, bytes: Array(text.utf8))
        if pattern.caseless { caseless.append(literal) } else { exact.append(literal) }
        continue
      }
      do {
        expressions.append(
          try PerlExpression(pattern.regularExpression, caseless: pattern.caseless, id: pattern.id))
      } catch {
        throw PatternError(
          index: index, pattern: pattern, reason: error.message.map { .refused($0) } ?? .matchesNothing)
      }
    }
    self.exact = exact.isEmpty ? nil : AhoCorasick(exact, caseless: false)
    self.caseless = caseless.isEmpty ? nil : AhoCorasick(caseless, caseless: true)
    self.expressions = expressions
  }

  /// All matches in `text`, ordered.
  public func matches(in text: UTF8Span) -> [Match] {
    var found: [Match] = []
    exact?.scan(text, into: &found)
    caseless?.scan(text, into: &found)
    if !expressions.isEmpty {
      let search = PerlSearch()
      for expression in expressions { expression.scan(text, with: search, into: &found) }
    }
    found.keepLongest()
    return found
  }

  /// Whether the case of every character of `text` is a matter of ASCII alone: no letter with case outside it, and
  /// neither k nor s, which the Kelvin sign and the long s fold to.
  private static func foldsWithinASCII(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII ? !"kKsS".unicodeScalars.contains(scalar) : !scalar.properties.isCased
    }
  }
}
