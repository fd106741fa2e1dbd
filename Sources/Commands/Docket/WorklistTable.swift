import Casebook
import Casework
import Console

/// A worklist for a terminal.
enum WorklistTable {
  /// How many cases stand how, in one line.
  static func headline(_ list: Worklist, _ terminal: Terminal) -> String {
    let counts = list.counts
    let parts: [(Bilingual, Int64)] = [
      (Bilingual("超期", "overdue"), counts.overdue), (Bilingual("红", "red"), counts.red),
      (Bilingual("黄", "amber"), counts.amber), (Bilingual("中止", "suspended"), counts.suspended),
      (Bilingual("待决定", "to decide"), counts.proposals), (Bilingual("待确认", "to confirm"), counts.awaitingConfirmation),
      (Bilingual("未分派", "unassigned"), counts.unassigned),
    ]
    return terminal.text(list.docket.title)
      + terminal.text("：在办 \(counts.open) 件；", ": \(counts.open) open; ")
      + parts.map { "\(terminal.text($0)) \($1)" }.joined(separator: terminal.text("，", ", "))
  }

  static func make(_ list: Worklist, _ terminal: Terminal) -> TextTable {
    var table = TextTable(columns: [
      .init(terminal.text("案件编号", "case")), .init(terminal.text("紧急", "urgency")),
      .init(terminal.text("届满", "ends")), .init(terminal.text("还剩", "left"), isNumber: true),
      .init(terminal.text("期限", "clock"), width: 30, isFlexible: true),
      .init(terminal.text("状态", "state"), width: 22, isFlexible: true),
      .init(terminal.text("承办人", "officer"), width: 12, isFlexible: true),
      .init(terminal.text("来件天数", "age"), isNumber: true),
    ])
    for entry in list.entries { table.add(row(entry, terminal)) }
    return table
  }

  private static func row(_ entry: WorklistEntry, _ terminal: Terminal) -> [String] {
    let clock = entry.clock
    let title = clock?.rule.map { terminal.text($0.title) } ?? ""
    let state = CaseTable.brief(terminal.text(entry.summary.stateTitle))
    return [
      entry.summary.number, terminal.text(entry.urgency.title),
      // The end is 24:00 of the last day.
      entry.dueAt.map { shanghaiTime($0 - 1) }.map { String($0.prefix(10)) } ?? "—", left(clock, terminal),
      title.isEmpty ? clock?.clock.name ?? "" : title,
      entry.summary.awaitsConfirmation ? terminal.text("待确认：", "to confirm: ") + state : state,
      entry.assignee ?? "", String(entry.age),
    ]
  }

  private static func left(_ clock: ShownClock?, _ terminal: Terminal) -> String {
    guard let progress = clock?.times?.reading.progress, clock?.dueIsKnown == true else { return "—" }
    let unit: Bilingual =
      switch clock?.rule?.unit {
      case .workingDays: Bilingual("工作日", "wd")
      case .hours: Bilingual("小时", "h")
      default: Bilingual("日", "d")
      }
    return "\(progress.left) \(terminal.text(unit))"
  }
}

extension ShownClock {
  fileprivate var dueIsKnown: Bool { times?.reading.due != nil }
}

extension WorklistEntry.Urgency {
  var title: Bilingual {
    switch self {
    case .overdue: Bilingual("超期", "overdue")
    case .red: Bilingual("红", "red")
    case .amber: Bilingual("黄", "amber")
    case .inTime: Bilingual("期内", "in time")
    case .suspended: Bilingual("中止", "suspended")
    case .none: Bilingual("无期限", "no clock")
    }
  }
}
