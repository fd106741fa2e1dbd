/// A piece of text with places left open, as written in the scenario files:
/// `{灯|路灯}{不亮|坏了}，<起>就这样`.
///
/// * `{a|b|}` takes one of the alternatives, which may be empty and may hold further braces.
/// * `<3-9>` is a number in digits, `<#3-9>` in Chinese numerals, `<¥500-3000>` an amount of money,
///   `<前10-40>` a day that many days back, `<时22-25>` a time of day (25 is one in the morning).
/// * `<名>` is a word of the common list, a variable of the scenario, or one of ``Blank``.
indirect enum Phrase: Sendable {
  case text([UInt8])
  case sequence([Phrase])
  case choice([Phrase])
  case number(ClosedRange<Int>)
  case numeral(ClosedRange<Int>)
  case money(ClosedRange<Int>)
  case daysAgo(ClosedRange<Int>)
  case clock(ClosedRange<Int>)
  case word(Int)
  case variable(Int)
  case blank(Blank)

  /// Whether a blank of this kind stands somewhere in the phrase itself (not in words or variables it names).
  func holds(_ wanted: Blank) -> Bool {
    switch self {
    case .sequence(let parts), .choice(let parts): parts.contains { $0.holds(wanted) }
    case .blank(let blank): blank == wanted
    default: false
    }
  }
}

/// What the generator fills in from the matter, the speaker or the day.
enum Blank: String, CaseIterable, Sendable {
  // The place of the matter.
  case place = "处"
  case county = "县"
  case town = "镇"
  case countyTown = "县镇"
  case road = "路"
  case otherRoad = "邻路"
  case estate = "小区"
  case building = "栋"
  case room = "房"
  case village = "村"
  case otherVillage = "邻村"
  case team = "组"
  case houseNumber = "门牌"

  // When.
  case since = "起"
  case startedAt = "起点"
  case sinceMonth = "起月"
  case nextDay = "史"
  case recentDay = "近日"
  case incidentDay = "事发日"
  case monthBack = "月前"
  case decisionDay = "决定日"
  case receiptDay = "收到日"
  case daysSinceDecision = "距"
  case monthsSinceDecision = "距月"

  // Who.
  case i = "我"
  case we = "我们"
  case myHome = "我家"
  case surname = "姓"
  case someone = "某人"
  case title = "称呼"
  case myName = "自称"
  case myAge = "年纪"

  // Made-up names and numbers.
  case shopName = "字号"
  case plate = "车牌"
  case order = "工单"
  case amount = "额"
  case documentNumber = "文号"
  case court = "院"

  // The other party and what it said.
  case unit = "单位"
  case reply = "答"
  case aftermath = "后"
}
