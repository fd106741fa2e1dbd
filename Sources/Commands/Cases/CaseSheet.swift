import Casebook
import Casework
import Console
import Formats
import Messages
import Rulebook

/// One case as a person reads it at a terminal.
struct CaseSheet {
  let file: CaseFile
  let mask: PersonalMask
  let reader: HouseReader
  let terminal: Terminal

  /// - Parameter opened: what the supervision key opened, if anything.
  func lines(opened: [JSONValue]) -> [String] {
    var sheet = Sheet(width: terminal.columns, indent: terminal.language == .chinese ? 12 : 14)
    writeHead(&sheet)
    // Of what is sealed nothing is told to whoever cannot open it (信访工作条例第30条).
    if !file.summary.isSealed || !opened.isEmpty {
      writeOrigin(&sheet)
      writeMatter(&sheet)
      for submission in opened { writeOpened(mask.json(submission), &sheet) }
      writeDecision(&sheet)
    }
    writeClocks(&sheet)
    writeHistory(&sheet)
    writeOutcome(&sheet)
    writeSteps(&sheet)
    return sheet.lines
  }

  private func text(_ zh: String, _ en: String) -> String { terminal.text(zh, en) }

  // MARK: Who, what, when

  private func writeHead(_ sheet: inout Sheet) {
    let summary = file.summary
    sheet.title("\(text("案件", "Case")) \(summary.number)  \(terminal.text(summary.route.title))")
    let waits = summary.awaitsConfirmation ? text("（路径待人工确认）", " (the route awaits confirmation)") : ""
    sheet.row(text("状态", "state"), "\(terminal.text(summary.stateTitle))  \(summary.state)\(waits)")
    let procedure = reader.rulebook.procedure(summary.procedure)?.title
    sheet.row(
      text("承办", "docket"),
      terminal.text(summary.docket.title) + text("，程序：", ", procedure: ")
        + (procedure.map(terminal.text) ?? summary.procedure))
    sheet.row(
      text("时间", "times"),
      text("收到 ", "received ") + shanghaiTime(summary.receivedAt) + text("，登记 ", ", registered ")
        + shanghaiTime(file.registeredAt) + text("，立案 ", ", opened ") + shanghaiTime(summary.openedAt))
    if summary.isSealed {
      sheet.row(
        text("密封", "sealed"),
        text(
          "检举控告，内容只有纪检监察机关能打开：--supervision-key <私钥文件>",
          "an accusation; only the supervision office can open it: --supervision-key <its private key>"))
    }
  }

  private func writeOrigin(_ sheet: inout Sheet) {
    sheet.row(
      text("来件", "submission"),
      [terminal.text(file.summary.kind.title), terminal.text(file.channel.title), file.key.description]
        .joined(separator: text("，", ", ")))
    sheet.row(text("并列案件", "siblings"), file.siblings.joined(separator: " "))
    sheet.rows(text("关联案件", "linked"), file.links.map { "\($0.number)  \(terminal.text($0.kind.title))" })
    sheet.row(text("承办人", "officer"), file.assignee ?? "")
    sheet.row(text("以前的诉求", "earlier"), file.previous.joined(separator: " "))
    if file.repetitions > 0 {
      sheet.row(text("重复提交", "repeated"), text("\(file.repetitions) 次", "\(file.repetitions) times"))
    }
  }

  private func writeMatter(_ sheet: inout Sheet) {
    let submission = (try? JSONValue(parsing: file.submission)).map(mask.json)
    let region = file.summary.region.map { "\(reader.regionName($0)) \($0)" }
    let place = submission?["place"]?.string
    sheet.row(text("地点", "place"), [region, place].compactMap { $0 }.joined(separator: text("，", ", ")))
    sheet.rows(text("当事人", "parties"), file.parties.map(party))
    sheet.row(text("本件诉求", "this request"), file.excerpt.map(mask.text) ?? "")
    sheet.row(text("原文", "text"), submission?["text"]?.string ?? "")
    write(details: submission, &sheet)
    let findings = submission?["findings"]?.elements ?? []
    sheet.rows(text("有误的字段", "to verify"), findings.compactMap(finding))
  }

  private func write(details submission: JSONValue?, _ sheet: inout Sheet) {
    guard let submission else { return }
    for row in SubmissionDetails(submission: submission, language: terminal.language).rows {
      sheet.rows(row.label, row.texts)
    }
  }

  private func party(_ party: Party) -> String {
    let parts = [
      party.name.map { mask.name($0, of: party.kind) },
      party.identityNumber.map { mask.identityNumber($0, of: party.kind) },
      party.telephone.map(mask.telephone), party.address.map { mask.address($0, of: party.kind) },
    ]
    let known = parts.compactMap { $0 }.joined(separator: "  ")
    return terminal.text(party.role.title) + text("：", ": ") + (known.isEmpty ? text("未留信息", "nothing known") : known)
  }

  private func finding(_ value: JSONValue) -> String? {
    guard let field = value["field"]?.string, let name = value["rule"]?.string else { return nil }
    let wording = Rule(rawValue: name)?.wording(limit: value["limit"]?.string)
    return field + text("：", ": ") + "\(wording.map(terminal.text) ?? name)"
  }

  private func writeOpened(_ submission: JSONValue, _ sheet: inout Sheet) {
    sheet.title(text("已启封", "Opened"))
    let against = (submission["against"]?.elements ?? []).compactMap { $0["name"]?.string }
    sheet.row(text("被反映对象", "against"), against.joined(separator: text("、", ", ")))
    sheet.row(text("地点", "place"), submission["place"]?.string ?? "")
    sheet.row(text("原文", "text"), submission["text"]?.string ?? "")
    write(details: submission, &sheet)
  }

  // MARK: Why it went there

  private func writeDecision(_ sheet: inout Sheet) {
    let decision = file.decision
    sheet.title(text("路径", "Route"))
    sheet.row(
      text("判定", "decision"),
      "\(terminal.text(decision.route.title))  \(decision.route.rawValue)  \(decision.gate)"
        + text("，把握 ", ", confidence ") + terminal.text(decision.confidence.title))
    sheet.rows(
      text("依据词语", "words"),
      file.summary.isSealed && decision.reasons.isEmpty
        ? [text("（密封）", "(sealed)")] : decision.reasons.map { RouteWords.line($0, mask, terminal) })
    sheet.rows(
      text("法条", "law"), decision.articles.map { $0.text + terminal.bracketed(terminal.text($0.standing.title)) })
    sheet.row(text("标记", "flags"), decision.flags.joined(separator: " "))
    sheet.rows(text("须人工确认", "to confirm"), decision.confirm)
    sheet.row(
      text("还应告知", "also tell of"),
      decision.secondary.map { terminal.text($0.title) }.joined(separator: text("、", ", ")))
    sheet.row(text("决策表", "list"), file.listVersion)
  }

  // MARK: What happened and what can

  private func writeHistory(_ sheet: inout Sheet) {
    sheet.title(text("经过", "History"))
    var table = TextTable(columns: [
      .init("#", isNumber: true), .init(text("时间", "time")), .init(text("事项", "event"), isFlexible: true),
      .init(text("状态", "to"), isFlexible: true), .init(text("经办", "by"), width: 16, isFlexible: true),
      .init(text("理由", "reason"), isFlexible: true), .init(text("链", "chain")),
    ])
    for event in file.events { table.add(history(event)) }
    sheet.table(table)
  }

  private func history(_ event: CaseEvent) -> [String] {
    let hash = event.hash.split(separator: ":").last.map { String($0.prefix(12)) } ?? ""
    guard !event.event.isEmpty else {
      return [String(event.sequence), shanghaiTime(event.at), text("（密封）", "(sealed)"), "", "", "", hash]
    }
    let state = reader.rulebook.procedure(event.procedure)?.state(event.to)?.title
    let by = [event.actor, event.organ].compactMap { $0 }.joined(separator: text("，", ", "))
    let data = event.data.map { "\($0.name)=\(mask.text($0.value))" }
    return [
      String(event.sequence), shanghaiTime(event.at), event.event,
      state.map { CaseTable.brief(terminal.text($0)) } ?? event.to, by,
      ([mask.text(event.reason)] + data).filter { !$0.isEmpty }.joined(separator: text("；", "; ")), hash,
    ]
  }

  private func writeOutcome(_ sheet: inout Sheet) {
    guard let outcome = file.outcome, let closedAt = file.summary.closedAt else { return }
    sheet.title(text("结果", "Outcome"))
    let detail = outcome.detailTitle.map { text("：", ": ") + terminal.text($0) } ?? ""
    sheet.row(text("办结", "closed"), "\(shanghaiTime(closedAt))  \(terminal.text(outcome.title))\(detail)")
    sheet.rows(text("数据", "data"), file.data.map { "\($0.name)=\(mask.text($0.value))" })
  }

  private func writeSteps(_ sheet: inout Sheet) {
    let steps = CaseSteps.open(to: file)
    guard !steps.isEmpty else { return }
    sheet.title(text("可以办理", "What is allowed now"))
    let indent = 2 + (steps.map { TextWidth.of($0.event) }.max() ?? 0) + 2
    var list = Sheet(width: sheet.width, indent: indent)
    for step in steps {
      list.rows(
        "  " + step.event,
        [terminal.text(step.title) + terminal.bracketed(basis(step))] + roles(step) + step.requires.map(need)
          + step.guards.map { text("条件：", "provided that ") + terminal.text($0.wording) })
    }
    sheet.append(list)
  }

  /// `--role reconsideration_organ（行政复议机关）`
  private func roles(_ step: Transition) -> [String] {
    let known = step.actors.filter { $0 != "officer" }
    guard !known.isEmpty else { return [] }
    return known.map { role in
      let title = reader.rulebook.roles.first { $0.id == role }.map { terminal.bracketed(terminal.text($0.title)) }
      return "--role \(role)\(title ?? "")"
    }
  }

  /// `--data lead_unit=…（主办单位）`, with the values where they can be counted.
  private func need(_ datum: RequiredDatum) -> String {
    var values = ""
    if case .oneOf(let choices) = datum.form {
      values =
        text("：", ": ") + choices.map { "\($0.code) \(terminal.text($0.title))" }.joined(separator: text("、", ", "))
    }
    return "--data \(datum.name)=…" + terminal.bracketed(terminal.text(datum.title) + values)
  }

  private func basis(_ step: Transition) -> String {
    reader.rulebook.laws.spelledOut(step.basis).replacing("design", with: text("本系统约定", "a choice of ours"))
  }
}
