import Casebook
import Casework
import HTTPServer
import Messages

/// `GET /`: the flow at a glance, the newest cases, what awaits a person, what failed.
struct HomePage: Sendable {
  static let newest = 20
  static let short = 10

  let services: ConsoleServices
  let board: FlowBoard

  func respond(_ request: HTTPRequest) async throws -> HTTPResponse {
    let frame = try PageFrame(request)
    let snapshot = try await board.current()
    let cases = try await services.casebook.cases(CaseFilter(limit: Self.newest))
    let awaiting = try await services.casebook.cases(
      CaseFilter(isClosed: false, awaitsConfirmation: true, limit: Self.short))
    let letters = try await services.casebook.deadLetters(limit: Self.short)
    let tables = CaseTables(frame: frame, regionName: services.regionName)
    let main: Markup = """
      <h1 class="quiet">\(frame.say("分流概览", "The flow"))</h1>
      <div id="log" data-refresh>\(Self.notice(snapshot, frame))</div>
      <section id="figures" data-refresh aria-label="\(frame.say("合计", "sums"))">\(Self.figures(snapshot, frame))</section>
      <section id="flow" data-refresh aria-labelledby="flow-title">
      <h2 id="flow-title">\(frame.say("来件去向", "Where matters go"))</h2>
      \(FlowPicture(snapshot: snapshot, frame: frame).markup)
      </section>
      <section id="newest" data-refresh aria-labelledby="newest-title">
      <h2 id="newest-title">\(frame.say("最新案件", "Newest cases"))</h2>
      \(tables.cases(cases, empty: frame.say("还没有案件。", "No case yet.")))
      </section>
      <div class="columns">
      <section id="awaiting" data-refresh aria-labelledby="awaiting-title">
      <h2 id="awaiting-title">\(frame.say("待人工确认", "Awaiting a person's confirmation")) <b>\(Self.awaiting(snapshot))</b></h2>
      \(tables.short(awaiting, empty: frame.say("没有待确认的案件。", "Nothing awaits confirmation.")))
      </section>
      <section id="dead" data-refresh aria-labelledby="dead-title">
      <h2 id="dead-title">\(frame.say("死信", "Dead letters")) <b>\(snapshot.counts.deadLettersWaiting)</b></h2>
      \(tables.deadLetters(letters, empty: frame.say("没有待处置的死信。", "No dead letter waits.")))
      </section>
      </div>
      """
    return frame.page(frame.say("分流 · 概览", "Fenliu · the flow"), main)
  }

  private static func notice(_ snapshot: FlowSnapshot, _ frame: PageFrame) -> Markup {
    guard !snapshot.waiting.isLogReachable else { return "" }
    return """
      <p role="status">\(frame.say("消息日志（Kafka）没有应答：照常受理，来件存入发件箱，恢复后按顺序发布。", "The log (Kafka) does not answer: intake goes on into the outbox, which is published in order when it is back."))</p>
      """
  }

  private static func awaiting(_ snapshot: FlowSnapshot) -> Int64 {
    snapshot.counts.dockets.reduce(0) { $0 + $1.awaitingConfirmation }
  }

  private static func figures(_ snapshot: FlowSnapshot, _ frame: PageFrame) -> Markup {
    let counts = snapshot.counts
    let open = counts.dockets.reduce(0) { $0 + $1.open }
    let closed = counts.dockets.reduce(0) { $0 + $1.closed }
    let figures: [(String, String, Int64)] = [
      ("registered", frame.say("已登记", "registered"), counts.registered),
      ("repeated", frame.say("重复提交", "repeated"), counts.repeated),
      ("in-flight", frame.say("在途", "in flight"), counts.inFlight),
      ("open", frame.say("在办", "open"), open),
      ("awaiting", frame.say("待确认", "to confirm"), awaiting(snapshot)),
      ("closed", frame.say("已办结", "closed"), closed),
      ("dead", frame.say("死信", "dead letters"), counts.deadLettersWaiting),
    ]
    let items = figures.map { id, title, number -> Markup in
      "<div><dt>\(title)</dt><dd id=\"n-\(id)\">\(grouped(number))</dd></div>"
    }
    return
      "<dl class=\"figures\">\(Markup.joined(items))</dl>\(Sparkline(recent: snapshot.recent, frame: frame).markup)"
  }

  /// A number with its thousands apart.
  static func grouped(_ number: Int64) -> String {
    let digits = String(number)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
