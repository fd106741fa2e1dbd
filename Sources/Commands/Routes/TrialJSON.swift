import Casework
import Console
import Formats
import Messages
import Routing

/// Decisions as JSON, a line for each line of input.
struct TrialJSON: TrialPrinter {
  let terminal: Terminal

  func print(_ result: RouteTrial.Result) {
    terminal.print(Self.json(result).description)
  }

  static func json(_ result: RouteTrial.Result) -> JSONValue {
    switch result.outcome {
    case .refused(let refusal):
      let findings = refusal.findings.map { finding -> JSONValue in
        [
          "field": .string(finding.field), "rule": .string(finding.rule.rawValue), "limit": JSONValue(finding.limit),
          "message": JSONValue(finding.wording),
        ]
      }
      return ["line": JSONValue(result.line), "refused": .array(findings)]
    case .decided(let submission, let requests):
      return [
        "line": JSONValue(result.line), "kind": .string(submission.kind.rawValue),
        "external_id": submission.key.externalID.isEmpty ? .null : .string(submission.key.externalID),
        "requests": .array(requests.map(request)),
      ]
    }
  }

  private static func request(_ request: RoutedRequest) -> JSONValue {
    guard case .object(var members) = CaseJSON.decision(request.decision, .none) else { return .null }
    members += [
      .init("primary", .boolean(request.isPrimary)), .init("excerpt", JSONValue(request.excerpt)),
      .init("clause", .string(request.clause)),
      .init("facts", .array(request.facts.map { ["name": .string($0.name), "value": .string($0.value)] })),
      .init("considered", .array(request.considered.map(gate))),
    ]
    return .object(members)
  }

  private static func gate(_ gate: ConsideredGate) -> JSONValue {
    [
      "gate": .string(gate.gate), "title": .string(gate.title), "gave_way_to": JSONValue(gate.gaveWayTo),
      "clauses": .array(
        gate.clauses.map {
          ["clause": .string($0.clause), "missing": JSONValue($0.missing), "against": JSONValue($0.against)]
        }),
    ]
  }
}
