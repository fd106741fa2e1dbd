extension TextWriter {
  /// Fills one blank.
  mutating func write(_ blank: Blank) {
    switch blank {
    case .place, .county, .town, .countyTown, .road, .otherRoad, .estate, .building, .room, .village, .otherVillage,
      .team, .houseNumber:
      write(placeBlank: blank)
    case .since: ink.add(sincePhrase())
    case .startedAt: ink.add(startPhrase())
    case .sinceMonth: ink.add(monthPhrase(today - since))
    case .nextDay:
      let step = max(1, stride / 2 + random.below(max(1, stride)))
      cursor = min(cursor + step, today - 1)
      ink.add(spoken(cursor))
    case .recentDay: ink.add(spoken(today - random.within(1...20)))
    case .incidentDay:
      let days = random.within(eventsPlanned * 2...(eventsPlanned * 5 + 14))
      begin(daysAgo: days)
      ink.add(spoken(today - days))
    case .monthBack:
      let days = random.within(60...500)
      // The month alone is named, so that what follows begins after its end.
      begin(daysAgo: max(20, days - 31))
      ink.add(monthPhrase(today - days))
    case .decisionDay: ink.add(decision.chinese)
    case .daysSinceDecision: ink.add(today.number - decision.number)
    case .monthsSinceDecision:
      ink.add(SmallNumbers.numeral(max(1, (today.number - decision.number) / 30), counting: true))
    case .receiptDay: ink.add(spoken(receipt))
    case .i, .we, .myHome, .surname, .someone, .title, .myName, .myAge: write(personBlank: blank)
    case .shopName: ink.add(Self.shopFirst.pick(&random) + Self.shopSecond.pick(&random))
    case .plate:
      ink.add(
        "粤R·\(["A", "B", "D", "F", "K", "W"].pick(&random))\(random.within(1...9))**\(random.within(0...9))\(random.within(0...9))"
      )
    case .order: ink.add(earlierOrder ?? "RX\(orderDay.compact)\(random.within(100_000...199_999))")
    case .amount:
      ink.add(
        amount >= 20_000 && amount % 1_000 == 0 && random.chance(50)
          ? "\(amount / 10_000)\(amount % 10_000 == 0 ? "" : ".\(amount % 10_000 / 1_000)")万元" : "\(amount)元")
    case .court: ink.add(Regions.counties[place.county].court)
    case .documentNumber: ink.add("〔\(decision.civil.year)〕\(random.within(11...986))号")
    case .unit:
      if scenario.units.isEmpty { ink.add("有关部门") } else { write(scenario.units.pick(&random)) }
    case .reply: writeOne(of: .reply, replies.popLast())
    case .aftermath: writeOne(of: .aftermath, aftermaths.popLast())
    }
  }

  /// The line dealt for this text, or any once all were used.
  private mutating func writeOne(of section: Scenario.Section, _ dealt: Int?) {
    let lines = scenario[section]
    guard !lines.isEmpty else { return }
    write(lines[dealt ?? random.below(lines.count)])
  }

  private mutating func write(placeBlank blank: Blank) {
    switch blank {
    case .place:
      PlaceWriting.write(place, scenario.placeKind, first: !namesPlace, &random, &ink)
      if !namesPlace, scenario.placeKind != .none { namesTown = true }
      namesPlace = true
    case .county:
      ink.add(random.chance(50) ? place.countyName : place.countyAlias)
    case .town:
      ink.add(place.isDoubled && !namesTown ? place.countyName + place.townName : place.townName)
      namesTown = true
    case .countyTown:
      ink.add(PlaceWriting.townWithCounty(place, &random))
      namesTown = true
    case .road: ink.add(place.road)
    case .otherRoad: ink.add(place.otherRoad)
    case .estate: ink.add(place.estate)
    case .building: ink.add("\(place.building)栋")
    case .room: ink.add(random.chance(50) ? "\(place.building)栋\(place.room)" : "\(place.building)栋\(place.room)房")
    case .village: ink.add(place.village)
    case .otherVillage: ink.add(place.otherVillage)
    case .team: ink.add(SmallNumbers.numeral(place.team) + ["组", "队", "小组"].pick(&random))
    default: ink.add("\(place.number)号")
    }
  }

  private mutating func write(personBlank blank: Blank) {
    let third = speaker.voice.isThirdPerson
    switch blank {
    case .i:
      ink.add(
        third
          ? ["来电人", "来电人", "来电人", "市民"].pick(&random)
          : speaker.voice == .letter ? ["我", "我", "我", "我", "本人"].pick(&random) : "我")
    case .we:
      if !third {
        ink.add("我们")
      } else if scenario.manner == .question {
        ink.add("来电人")
      } else if scenario.manner == .legal || scenario.traits.contains("own") {
        ink.add(["来电人等", "来电人一方", "来电人及家人"].pick(&random))
      } else {
        switch scenario.placeKind {
        case .estate: ink.add(["业主", "小区住户", "业主们"].pick(&random))
        case .village: ink.add(["村民", "村民们", "当地村民"].pick(&random))
        case .town: ink.add(["来电人等", "来电人和同行的人"].pick(&random))
        default: ink.add(["附近居民", "周边居民", "居民", "周边群众"].pick(&random))
        }
      }
    case .myHome:
      ink.add(
        third
          ? ["来电人家", "其家", "来电人家中"].pick(&random)
          : ["我家", "我们家", "我屋企"][speaker.voice == .regional ? random.within(1...2) : random.below(2)])
    case .surname: ink.add(Names.surname(&random))
    case .someone: ink.add(Names.someone(&random))
    case .title: ink.add(speaker.surname + (speaker.isFemale ? "女士" : "先生"))
    case .myName:
      ink.add(speaker.surname + (speaker.isFemale ? ["女士", "女士", "某", "小姐"] : ["先生", "先生", "某", "生"]).pick(&random))
    default: ink.add("\(speaker.age)")
    }
  }

  /// Since when, in words that fit the number of days.
  private mutating func sincePhrase() -> String {
    let numeral = SmallNumbers.numeral
    switch since {
    case ...1: return ["从昨天起", "昨晚开始", "昨天下午起", "从昨天到现在"].pick(&random)
    case ...9:
      return ["这\(numeral(since, true))天", "近\(since)天来", "这几天", "连着\(numeral(since, true))天了", "最近一周"].pick(&random)
    case ...45:
      let weeks = max(2, since / 7)
      return [
        "最近\(numeral(weeks, true))个星期", "这段时间", "近\(weeks)周", "从\(spoken(today - since))开始", "近来",
        since > 25 ? "这个把月" : "这半个多月",
      ].pick(&random)
    case ...300:
      let months = since / 30
      return [
        "从\(monthPhrase(today - since))开始", "这\(numeral(months, true))个月来", "\(monthPhrase(today - since))以来",
        "近\(months)个月", "自\(monthPhrase(today - since))起",
      ].pick(&random)
    default:
      let year = (today - since).civil.year
      return [
        "从\(year)年开始", "\(monthPhrase(today - since))以来", "这\(numeral(max(1, since / 365), true))年多来",
        "自\(monthPhrase(today - since))起", "\(year)年至今",
      ].pick(&random)
    }
  }

  /// The day or month something began.
  private mutating func startPhrase() -> String {
    if since <= 45 { return spoken(today - since) }
    let months = SmallNumbers.numeral(max(2, since / 30), counting: true)
    if since <= 300, random.chance(30) { return "大概\(months)个月前" }
    return monthPhrase(today - since)
  }

  /// A day in the way this writer is used to.
  mutating func spoken(_ day: Day) -> String {
    day.spoken(today: today, manner: dateManner, &random)
  }

  /// The day of the call that a work order named in the text was made on.
  private var orderDay: Day {
    mutating get {
      if cursor > today - since { return cursor }
      return today - random.within(3...max(4, min(since, 60)))
    }
  }

  private mutating func monthPhrase(_ day: Day) -> String {
    let (year, month, _) = day.civil
    let thisYear = today.civil.year
    if year == thisYear { return ["今年\(month)月", "\(month)月份", "今年\(month)月份", "\(year)年\(month)月"].pick(&random) }
    if year == thisYear - 1 {
      return ["去年\(month)月", "\(year)年\(month)月", month > 10 ? "去年年底" : "去年\(month)月份"].pick(&random)
    }
    return ["\(year)年\(month)月", "\(year)年", "\(year)年\(month)月份"].pick(&random)
  }

  private static let shopFirst = SmallPlaces.list("鑫 旺 福 聚 顺 隆 昌 和 恒 宏 德 宝 兴 裕 永 诚 佳 美 优 乐 惠 百 金 新 广 嘉 泰 祥 利 源")
  private static let shopSecond = SmallPlaces.list("旺 达 缘 丰 盛 源 记 家 味 泰 通 辉 康 宁 利 来 发 合 友 诚 万 隆 安 悦 客 福 兴 美 民 昌")
}
