public import Casework

/// Something wrong with a field: which, by which rule, and where it stood. Never the value itself: it can be personal.
public struct Finding: Sendable, Hashable {
  /// The field's JSON path without the leading dollar sign, for instance `caller.telephone` or `applicants[0].name`.
  public var field: String
  public var rule: Rule
  /// The limit or set that the rule names, for instance `20000`.
  public var limit: String?

  public init(field: String, rule: Rule, limit: String? = nil) {
    self.field = field
    self.rule = rule
    self.limit = limit
  }

  /// The rule, its limit, and what to do, in words.
  public var wording: Bilingual { rule.wording(limit: limit) }
}

/// The refusal of a submission: nothing of it was stored.
public struct Refusal: Error, Sendable, Hashable {
  /// At least one, each with a rule whose severity is ``Rule/Severity/refused``.
  public var findings: [Finding]
  /// Where in the bytes the first of them was seen, when it is a matter of bytes: 1-based.
  public var line: Int?
  public var column: Int?

  public init(findings: [Finding], line: Int? = nil, column: Int? = nil) {
    self.findings = findings
    self.line = line
    self.column = column
  }
}
