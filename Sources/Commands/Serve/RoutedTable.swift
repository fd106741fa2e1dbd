import Casebook
import Casework

/// Where matters went and why: the sums by route, and the newest of each route with the words that decided.
struct RoutedTable {
  static let samplesPerRoute = 3
  static let width = 100

  private(set) var lines: [String] = []

  init(casebook: Casebook, terminal: Terminal) async throws {
    let counts = try await casebook.flowCounts()
    var sums = TextTable(columns: [
      .init(terminal.text("路径", "route"), width: 34),
      .init(terminal.text("案件", "cases"), width: 8, isNumber: true),
      .init(terminal.text("占比", "share"), width: 7, isNumber: true),
      .init("", width: 40, isFlexible: true),
    ])
    let total = max(1, counts.routes.reduce(0) { $0 + $1.cases })
    for route in counts.routes.sorted(by: { $0.cases > $1.cases }) {
      let share = Double(route.cases) / Double(total)
      sums.add([
        terminal.text(route.route.title), "\(route.cases)", "\((share * 1_000).rounded() / 10)%",
        String(repeating: "█", count: Int((share * 40).rounded(.up))),
      ])
    }
    var examples = TextTable(columns: [
      .init(terminal.text("案号", "case"), width: 22), .init(terminal.text("路径", "route"), width: 20),
      .init(terminal.text("关口", "gate"), width: 5), .init(terminal.text("状态", "state"), width: 12),
      .init(terminal.text("依据的文字", "words that decided"), width: 60, isFlexible: true),
    ])
    for route in counts.routes {
      let cases = try await casebook.cases(CaseFilter(route: route.route, limit: Self.samplesPerRoute))
      for summary in cases {
        let words = summary.isSealed ? terminal.text("（密封）", "(sealed)") : CaseTable.words(summary)
        let state =
          summary.awaitsConfirmation
          ? terminal.text("待人工确认", "to confirm") : CaseTable.brief(terminal.text(summary.stateTitle))
        examples.add([summary.number, terminal.text(summary.route.title), summary.gate, state, words])
      }
    }
    let width = min(Self.width, terminal.columns)
    lines = [""] + examples.lines(width: width) + [""] + sums.lines(width: width)
    lines.append(
      terminal.text(
        "共登记 \(counts.registered) 件，立案 \(total) 件，死信 \(counts.deadLettersWaiting) 件。"
          + "查看：fenliu cases、fenliu case <案号>、fenliu audit",
        "\(counts.registered) registered, \(total) cases, \(counts.deadLettersWaiting) dead letters. "
          + "See fenliu cases, fenliu case <number>, fenliu audit"))
  }
}
