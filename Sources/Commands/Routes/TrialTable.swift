import Casework
import Console
import Messages
import Routing

/// Decisions as a table, a row for each request.
struct TrialTable: TrialPrinter {
  private let terminal: Terminal
  private var table: TextTable

  init(terminal: Terminal) {
    self.terminal = terminal
    table = TextTable(columns: [
      .init(terminal.text("行", "line"), isNumber: true),
      .init(terminal.text("路径", "route"), width: 26, isFlexible: true),
      .init(terminal.text("关", "gate")), .init(terminal.text("把握", "sure")),
      .init(terminal.text("人工", "person")),
      .init(terminal.text("依据词语", "words that decided"), width: 30, isFlexible: true),
      .init(terminal.text("内容", "text"), width: 40, isFlexible: true),
    ])
  }

  mutating func print(_ result: RouteTrial.Result) {
    switch result.outcome {
    case .refused(let refusal):
      table.add([
        String(result.line), terminal.text("拒收", "refused"), "", "", "", "", terminal.text(refusal.firstWording),
      ])
    case .decided(let submission, let requests):
      for request in requests { table.add(row(result.line, submission, request)) }
    }
  }

  func finish() {
    for line in table.lines(width: terminal.columns) { terminal.print(line) }
  }

  private func row(_ line: Int, _ submission: Submission, _ request: RoutedRequest) -> [String] {
    let decision = request.decision
    let words = CaseTable.words(decision.reasons.map(\.words))
    let waits = decision.confirm.isEmpty ? "" : terminal.text("确认", "confirms")
    return [
      String(line), terminal.text(decision.route.title), decision.gate, terminal.text(decision.confidence.title), waits,
      words, request.excerpt ?? submission.text,
    ]
  }
}
