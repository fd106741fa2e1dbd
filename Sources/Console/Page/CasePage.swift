import Casebook
import Casework
import Formats
import HTTPServer
import Messages

/// `GET /cases/{number}`: one case as an officer reads it, personal data covered.
struct CasePage: Sendable {
  let services: ConsoleServices

  func respond(_ request: HTTPRequest, number: String) async throws -> HTTPResponse {
    let frame = try PageFrame(request)
    let file: CaseFile
    do {
      file = try await CaseRoutes(casebook: services.casebook).file(number)
    } catch let problem as ProblemDetails where problem.status == .notFound {
      let back: Markup = "<a href=\"\(frame.link("/"))\">\(frame.say("返回概览", "back to the flow"))</a>"
      var response = frame.page(
        frame.say("没有这个案件", "No such case"),
        "<h1>\(frame.say("没有这个案件", "No such case"))</h1><p>\(frame.say("请核对编号，含校验位。", "Verify the number, check digit included.")) \(back)</p>"
      )
      response.status = .notFound
      return response
    }
    let sheet = CaseSections(
      file: file, mask: PersonalMask(parties: file.parties), frame: frame,
      tables: CaseTables(frame: frame, regionName: services.regionName))
    return frame.page("\(file.summary.number) · 分流 Fenliu", sheet.markup)
  }
}

/// The parts of a case's page.
struct CaseSections {
  let file: CaseFile
  let mask: PersonalMask
  let frame: PageFrame
  let tables: CaseTables

  var markup: Markup {
    let summary = file.summary
    let title: Markup = summary.isSealed ? tables.sealed : "\(summary.route.title[frame.language])"
    let head: Markup = """
      <p class="back"><a href="\(frame.link("/"))">← \(frame.say("概览", "the flow"))</a></p>
      <h1><span class="number">\(summary.number)</span> \(title)</h1>
      """
    let parts = summary.isSealed ? sealed : "\(facts)\(clocks)\(text)\(decision)\(history)\(steps)"
    return """
      \(head)
      <div id="case" data-refresh>\(parts)</div>
      <p class="api"><a href="/v1/cases/\(summary.number)">JSON</a></p>
      """
  }

  private func section(_ zh: String, _ en: String, _ content: Markup) -> Markup {
    "<section><h2>\(frame.say(zh, en))</h2>\(content)</section>"
  }

  private func list(_ rows: [(String, Markup)]) -> Markup {
    let rows = rows.filter { !$0.1.text.isEmpty }.map { name, value -> Markup in
      "<div><dt>\(name)</dt><dd>\(value)</dd></div>"
    }
    return "<dl class=\"facts\">\(Markup.joined(rows))</dl>"
  }

  private var stateAndTimes: [(String, Markup)] {
    let summary = file.summary
    return [
      (frame.say("承办", "docket"), "\(summary.docket.title[frame.language])"),
      (frame.say("状态", "state"), "\(summary.stateTitle[frame.language])"),
      (frame.say("收到", "received"), tables.time(summary.receivedAt)),
      (frame.say("立案", "opened"), tables.time(summary.openedAt)),
      (frame.say("变动", "changed"), tables.time(summary.changedAt)),
      (frame.say("办结", "closed"), summary.closedAt.map(tables.time) ?? ""),
    ]
  }

  private var sealed: Markup {
    let notice = frame.say(
      "检举控告，内容密封，只有纪检监察机关能打开（信访工作条例第30条）。",
      "An accusation: sealed, only the supervision office can open it.")
    return "<p class=\"notice\">\(notice)</p>\(section("案件", "Case", list(stateAndTimes)))"
  }

  private var facts: Markup {
    let summary = file.summary
    let waits: Markup =
      summary.awaitsConfirmation
      ? "<p class=\"notice\">\(frame.say("路径是建议，待具名人员确认。", "The route is a proposal that a named person confirms."))</p>"
      : ""
    let region = summary.region.map { "\(tables.regionName($0) ?? "") \($0)" } ?? ""
    let outcome = file.outcome.map { outcome in
      [outcome.title[frame.language], outcome.detailTitle?[frame.language]].compactMap { $0 }.joined(separator: " · ")
    }
    let parties = file.parties.map { party -> Markup in
      let name = party.name.map { mask.name($0, of: party.kind) } ?? "—"
      let telephone = party.telephone.map { " " + mask.telephone($0) } ?? ""
      return "<li>\(party.role.title[frame.language])：\(name)\(telephone)</li>"
    }
    let rows: [(String, Markup)] =
      stateAndTimes + [
        (
          frame.say("来件", "submission"), "\(summary.kind.title[frame.language]) · \(file.channel.title[frame.language])"
        ),
        (frame.say("来源编号", "key"), "\(mask.text(file.key.description))"),
        (frame.say("地区", "region"), "\(region)"),
        (frame.say("当事人", "parties"), parties.isEmpty ? "" : "<ul>\(Markup.joined(parties))</ul>"),
        (frame.say("并列案件", "siblings"), links(file.siblings)),
        (frame.say("以前的诉求", "earlier matters"), "\(file.previous.joined(separator: " "))"),
        (frame.say("重复提交", "repeated"), file.repetitions > 0 ? "\(file.repetitions)" : ""),
        (frame.say("结果", "outcome"), "\(outcome ?? "")"),
      ]
    return "\(waits)\(section("案件", "Case", list(rows)))"
  }

  private func links(_ numbers: [String]) -> Markup {
    .joined(numbers.map(tables.link), separator: " ")
  }

  /// What was said; of a split submission the part that this case is about first.
  private var text: Markup {
    let whole = (try? JSONValue(parsing: file.submission)).map(mask.json)
    let said = ["text", "facts", "requests", "dispute"].compactMap { whole?[$0] }.flatMap(Self.texts)
    let excerpt: Markup = file.excerpt.map { "<blockquote class=\"excerpt\">\(mask.text($0))</blockquote>" } ?? ""
    let all = said.map { text -> Markup in "<blockquote>\(text)</blockquote>" }
    return all.isEmpty && file.excerpt == nil
      ? "" : section("诉求内容", "What was said", "\(excerpt)\(Markup.joined(all))")
  }

  private static func texts(_ value: JSONValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(texts)
    default: []
    }
  }

  private var clocks: Markup {
    let rows = file.clocks.map { shown -> [Markup] in
      let words = ClockWords(shown)
      let left = [words.left, words.question].compactMap { $0?[frame.language] }
      return [
        "\(shown.rule?.title[frame.language] ?? "") <code>\(shown.clock.name)</code>", "\(words.state[frame.language])",
        "\(words.due?[frame.language] ?? "—")", "\(left.joined(separator: "；"))", "\(shown.rule?.basis ?? "")",
      ]
    }
    return rows.isEmpty
      ? ""
      : section(
        "期限", "Clocks",
        tables.table(
          [
            frame.say("期限", "clock"), frame.say("状态", "state"), frame.say("届满", "ends"),
            frame.say("用时", "used and left"), frame.say("依据", "basis"),
          ], rows, empty: ""))
  }

  private var decision: Markup {
    let decision = file.decision
    let reasons = decision.reasons.filter { !$0.words.isEmpty }.map { reason -> Markup in
      "<q title=\"\(reason.signal)\">\(mask.text(reason.words))</q>"
    }
    let articles = decision.articles.map { article -> Markup in
      "<li>\(article.text) <small>\(article.standing.title[frame.language])</small></li>"
    }
    return section(
      "为什么走这条路径", "Why this route",
      list([
        (frame.say("路径", "route"), "\(decision.route.title[frame.language]) <code>\(decision.route.rawValue)</code>"),
        (frame.say("关口", "gate"), "\(decision.gate)"),
        (frame.say("把握", "confidence"), "\(decision.confidence.title[frame.language])"),
        (frame.say("依据词语", "words"), .joined(reasons, separator: " ")),
        (frame.say("法律依据", "articles"), articles.isEmpty ? "" : "<ul>\(Markup.joined(articles))</ul>"),
        (frame.say("标记", "flags"), "\(decision.flags.joined(separator: " "))"),
        (frame.say("须人确认", "to be confirmed"), "\(decision.confirm.joined(separator: " "))"),
      ]))
  }

  private var history: Markup {
    let rows = file.events.map { event -> [Markup] in
      let data = event.sequence == 1 ? [] : event.data.map { "\($0.name)=\(mask.text($0.value))" }
      let reason = [mask.text(event.reason)] + data
      return [
        "\(event.sequence)", tables.time(event.at), "\(event.event)",
        "\(event.from.map { $0 + " → " } ?? "")\(event.to)", "\(event.actor)\(event.organ.map { "，" + $0 } ?? "")",
        "\(reason.joined(separator: "；"))", "\(event.basis)",
      ]
    }
    return section(
      "经过", "History",
      tables.table(
        [
          "#", frame.say("时间", "time"), frame.say("事项", "event"), frame.say("状态", "state"),
          frame.say("经办", "by"), frame.say("理由", "reason"), frame.say("依据", "basis"),
        ], rows, empty: ""))
  }

  private var steps: Markup {
    let steps = CaseSteps.open(to: file).map { step -> [Markup] in
      [
        "<code>\(step.event)</code>", "\(step.title[frame.language])",
        "\(step.requires.map(\.title[frame.language]).joined(separator: "、"))", "\(step.basis)",
      ]
    }
    return section(
      "现在可以办理", "What can be done now",
      tables.table(
        [
          frame.say("事项", "event"), frame.say("名称", "title"), frame.say("需要", "requires"),
          frame.say("依据", "basis"),
        ], steps, empty: frame.say("已办结。", "The case is closed.")))
  }
}
