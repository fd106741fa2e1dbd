import Casebook
import Casework
import Console

/// Cases as a table for a terminal.
enum CaseTable {
  static func make(_ cases: [CaseSummary], _ reader: HouseReader, _ terminal: Terminal) -> TextTable {
    var table = TextTable(columns: [
      .init(terminal.text("案件编号", "case")), .init(terminal.text("承办", "docket")),
      .init(terminal.text("路径", "route"), width: 22, isFlexible: true),
      .init(terminal.text("状态", "state"), width: 22, isFlexible: true),
      .init(terminal.text("地区", "region"), width: 12, isFlexible: true),
      .init(terminal.text("依据词语", "words that decided"), isFlexible: true),
      .init(terminal.text("立案", "opened")),
    ])
    for summary in cases { table.add(row(summary, reader, terminal)) }
    return table
  }

  private static func row(_ summary: CaseSummary, _ reader: HouseReader, _ terminal: Terminal) -> [String] {
    [
      summary.number, terminal.text(summary.docket.shortTitle), terminal.text(summary.route.title),
      state(summary, terminal), summary.region.map(reader.regionName) ?? "",
      summary.isSealed ? terminal.text("（密封）", "(sealed)") : PersonalMask(parties: []).text(words(summary)),
      String(shanghaiTime(summary.openedAt).dropFirst(5)),
    ]
  }

  private static func state(_ summary: CaseSummary, _ terminal: Terminal) -> String {
    let state = brief(terminal.text(summary.stateTitle))
    return summary.awaitsConfirmation ? terminal.text("待确认：", "to confirm: ") + state : state
  }

  /// A state's title up to its first remark or alternative; the case itself shows all of it.
  static func brief(_ title: String) -> String {
    let end = title.firstIndex { "（(、，,；;".contains($0) } ?? title.endIndex
    let head = String(title[..<end])
    return head.last == " " ? String(head.dropLast()) : head
  }

  /// The words, each once, in the order in which they were found; not those that are part of another.
  static func words(_ summary: CaseSummary) -> String { words(summary.words) }

  static func words(_ found: [String]) -> String {
    var seen: Set<String> = [""]
    let words = found.filter { seen.insert($0).inserted }
    return words.filter { word in !words.contains { $0 != word && $0.contains(word) } }.joined(separator: " ")
  }
}
