import Casework
import Console
import Messages
import Routing

/// Decisions gate by gate: what decided, what was asked before and why it did not hold.
struct TrialExplanation: TrialPrinter {
  let terminal: Terminal

  private func text(_ zh: String, _ en: String) -> String { terminal.text(zh, en) }

  func print(_ result: RouteTrial.Result) {
    var sheet = Sheet(width: terminal.columns, indent: terminal.language == .chinese ? 12 : 14)
    switch result.outcome {
    case .refused(let refusal):
      sheet.title(text("第 \(result.line) 行：拒收", "Line \(result.line): refused"))
      sheet.rows(text("原因", "why"), refusal.findings.map { $0.field + text("：", ": ") + terminal.text($0.wording) })
    case .decided(let submission, let requests):
      for (index, request) in requests.enumerated() {
        let part = requests.count > 1 ? text("，诉求 \(index + 1)", ", request \(index + 1)") : ""
        sheet.title(
          text("第 \(result.line) 行", "Line \(result.line)") + part + text("：", ": ")
            + terminal.text(request.decision.route.title) + "  \(request.decision.route.rawValue)")
        sheet.row(text("内容", "text"), request.excerpt ?? submission.text)
        write(request, &sheet)
      }
    }
    for line in sheet.lines + [""] { terminal.print(line) }
  }

  private func write(_ request: RoutedRequest, _ sheet: inout Sheet) {
    let decision = request.decision
    sheet.row(
      text("判定", "decided by"),
      "\(decision.gate) · \(request.clause)" + text("，把握 ", ", confidence ")
        + terminal.text(decision.confidence.title))
    sheet.rows(text("依据词语", "words"), decision.reasons.map { RouteWords.line($0, .none, terminal) })
    sheet.rows(
      text("法条", "law"), decision.articles.map { $0.text + terminal.bracketed(terminal.text($0.standing.title)) })
    sheet.row(text("标记", "flags"), decision.flags.joined(separator: " "))
    sheet.rows(text("须人工确认", "to confirm"), decision.confirm)
    sheet.row(
      text("还应告知", "also tell of"),
      decision.secondary.map { terminal.text($0.title) }.joined(separator: text("、", ", ")))
    sheet.rows(text("所知情况", "facts"), request.facts.map(fact))
    sheet.rows(text("先问过的关", "asked before"), request.considered.flatMap(lines))
  }

  private func fact(_ fact: RoutedFact) -> String {
    let words = fact.reasons.map(\.words).filter { !$0.isEmpty }
    return "\(fact.name) = \(fact.value)" + (words.isEmpty ? "" : terminal.bracketed(words.joined(separator: " ")))
  }

  /// A gate that did not decide: a line for itself and one for each clause that came near, so that `缺` and `抵` can be
  /// read off.
  private func lines(_ gate: ConsideredGate) -> [String] {
    let head = "\(gate.gate) \(gate.title)"
    if !gate.gaveWayTo.isEmpty {
      return [head + text("：成立，但让位于 ", ": holds, and gave way to ") + gate.gaveWayTo.joined(separator: ", ")]
    }
    let near = gate.clauses.filter { !$0.against.isEmpty }
    guard !near.isEmpty else { return [head + text("：没有所需的词语或字段", ": none of its words or fields")] }
    return [head] + near.map(clause)
  }

  private func clause(_ clause: ConsideredClause) -> String {
    var parts: [String] = []
    if !clause.missing.isEmpty { parts.append(text("缺 ", "missing ") + clause.missing.joined(separator: ", ")) }
    if !clause.against.isEmpty { parts.append(text("被抵消：", "against it: ") + clause.against.joined(separator: ", ")) }
    return "  \(clause.clause)" + text("：", ": ") + parts.joined(separator: text("；", "; "))
  }
}
