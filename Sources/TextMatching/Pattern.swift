/// One thing to look for: a literal or a regular expression, with the number by which its matches are known.
public struct Pattern: Hashable, Sendable {
  /// What is looked for.
  public enum Expression: Hashable, Sendable {
    /// The characters themselves.
    case literal(String)
    /// A regular expression in the syntax that vectorscan and PCRE2 share; see ``PatternSyntax``.
    case regex(String)
  }

  /// The number that a ``Match`` carries; unique in its set and not negative.
  public var id: Int
  /// What is looked for.
  public var expression: Expression
  /// Whether upper and lower case are one, by Unicode's simple case folding.
  public var caseless: Bool

  /// A pattern known as `id`.
  public init(id: Int, _ expression: Expression, caseless: Bool = false) {
    self.id = id
    self.expression = expression
    self.caseless = caseless
  }

  /// The pattern as a regular expression: a literal with everything escaped that has a meaning of its own.
  var regularExpression: String {
    switch expression {
    case .regex(let text): text
    case .literal(let text): PatternSyntax.escape(text)
    }
  }
}
