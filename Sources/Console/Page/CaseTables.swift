import Casebook
import Casework
import Messages

/// Cases and dead letters in rows.
struct CaseTables {
  let frame: PageFrame
  let regionName: @Sendable (String) -> String?

  func cases(_ cases: [CaseSummary], empty: String) -> Markup {
    table(
      [
        frame.say("案件编号", "case"), frame.say("承办", "docket"), frame.say("路径", "route"),
        frame.say("状态", "state"), frame.say("地区", "region"), frame.say("依据词语", "words that decided"),
        frame.say("立案", "opened"),
      ],
      cases.map { summary in
        [
          link(summary.number), tag(summary.docket),
          summary.isSealed ? sealed : "\(summary.route.title[frame.language])", state(summary),
          "\(summary.region.map { regionName($0) ?? $0 } ?? "")", summary.isSealed ? "" : words(summary),
          time(summary.openedAt),
        ]
      }, empty: empty)
  }

  func short(_ cases: [CaseSummary], empty: String) -> Markup {
    table(
      [frame.say("案件编号", "case"), frame.say("拟走路径", "proposed route"), frame.say("立案", "opened")],
      cases.map { summary in
        [
          link(summary.number), summary.isSealed ? sealed : "\(summary.route.title[frame.language])",
          time(summary.openedAt),
        ]
      }, empty: empty)
  }

  func deadLetters(_ letters: [DeadLetterEntry], empty: String) -> Markup {
    table(
      [
        frame.say("编号", "id"), frame.say("来自", "from"), frame.say("类别", "class"), frame.say("说明", "message"),
        frame.say("到达", "arrived"),
      ],
      letters.map { letter in
        [
          "<a href=\"/v1/dead-letters/\(letter.id)\">\(letter.id)</a>", "\(DeadLetterText.place(letter.source))",
          "\(letter.errorClass)", "\(letter.message)", time(letter.arrivedAt),
        ]
      }, empty: empty)
  }

  /// A table whose cells know their column's name, for narrow screens where rows become cards.
  func table(_ heads: [String], _ rows: [[Markup]], empty: String) -> Markup {
    guard !rows.isEmpty else { return "<p class=\"empty\">\(empty)</p>" }
    let head = Markup.joined(heads.map { "<th scope=\"col\">\($0)</th>" })
    let body = rows.map { cells -> Markup in
      let cells = zip(heads, cells).map { head, cell -> Markup in
        cell.text.isEmpty ? "<td></td>" : "<td data-head=\"\(head)\"><div>\(cell)</div></td>"
      }
      return "<tr>\(Markup.joined(cells))</tr>\n"
    }
    return
      "<div class=\"scroll\"><table><thead><tr>\(head)</tr></thead>\n<tbody>\(Markup.joined(body))</tbody></table></div>"
  }

  func link(_ number: String) -> Markup {
    "<a class=\"number\" href=\"\(frame.link("/cases/\(number)"))\">\(number)</a>"
  }

  func time(_ instant: Int64) -> Markup {
    "<time datetime=\"\(Timestamp.format(instant))\">\(shanghaiTime(instant))</time>"
  }

  var sealed: Markup { "<span class=\"sealed\">\(frame.say("密封", "sealed"))</span>" }

  private func tag(_ docket: Docket) -> Markup {
    "<span class=\"tag \(docket.rawValue)\">\(docket.shortTitle[frame.language])</span>"
  }

  private func state(_ summary: CaseSummary) -> Markup {
    guard summary.awaitsConfirmation, !summary.isSealed else { return "\(summary.stateTitle[frame.language])" }
    return "<span class=\"wait\">\(frame.say("待确认", "to confirm"))</span> \(summary.stateTitle[frame.language])"
  }

  private func words(_ summary: CaseSummary) -> Markup {
    var seen: Set<String> = []
    let words = summary.words.filter { seen.insert($0).inserted }.prefix(6)
    let mask = PersonalMask(parties: [])
    return .joined(words.map { "<q>\(mask.text($0))</q>" }, separator: " ")
  }
}
