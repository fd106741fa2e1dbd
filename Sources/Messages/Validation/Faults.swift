/// What was found wrong so far, of both severities.
struct Faults: Sendable {
  private(set) var findings: [Finding] = []
  private(set) var refusals: [Finding] = []

  /// Refusals beyond this number say nothing new.
  private static let refusalsKept = 50

  mutating func note(_ rule: Rule, _ field: String, limit: String? = nil) {
    let finding = Finding(field: field, rule: rule, limit: limit)
    switch rule.severity {
    case .refused: if refusals.count < Self.refusalsKept { refusals.append(finding) }
    case .finding: findings.append(finding)
    }
  }

  /// The findings in one order, each once, no more than are kept. Taking them again with these added changes nothing.
  var settled: [Finding] {
    if findings.isEmpty { return [] }
    var out: [Finding] = []
    for finding in findings.sorted(by: Self.precedes) where out.last != finding { out.append(finding) }
    return out.count <= SubmissionLimits.findingsKept ? out : Array(out.prefix(SubmissionLimits.findingsKept))
  }

  private static func precedes(_ a: Finding, _ b: Finding) -> Bool {
    (a.field, a.rule.rawValue, a.limit ?? "") < (b.field, b.rule.rawValue, b.limit ?? "")
  }
}
