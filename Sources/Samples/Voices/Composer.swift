/// Builds a text of about the wanted length from the lines of a scenario and the general lines around them.
struct Composer: Sendable {
  let grammar: Grammar
  /// A deck for each section of each scenario, and for each key of the general lines.
  private var sectionDecks: [[Deck]]
  private var generalDecks: [String: Deck]

  init(grammar: Grammar) {
    self.grammar = grammar
    sectionDecks = grammar.scenarios.map { scenario in scenario.sections.map { Deck(count: $0.count) } }
    generalDecks = grammar.general.mapValues { Deck(count: $0.count) }
  }

  /// What a text is to be like.
  struct Order {
    var scenario: Int
    var length: Int
    /// A second matter in the same text.
    var second: Int?
    /// The writer has complained of the same thing before.
    var again = false
    var form = Form.call
  }

  /// Where the text stands: a call or letter says all, a form has fields for what is asked.
  enum Form: Sendable {
    case call, application, dispute
  }

  /// Writes the text into the writer's ink.
  mutating func compose(_ order: Order, _ writer: inout TextWriter) {
    let scenario = grammar.scenarios[order.scenario]
    prepare(order, scenario, &writer)
    if order.form == .call, !order.again, order.second == nil, !scenario[.short].isEmpty,
      order.length < 62 || scenario[.core].isEmpty,
      order.length < 46 || writer.random.chance(60)
        || scenario[.core].isEmpty
    {
      line(.short, order.scenario, &writer)
      close(&writer)
      return
    }
    switch scenario.manner {
    case .question: question(order, scenario, &writer)
    case .complaint, .legal, .praise, .proposal, .alarm: statement(order, scenario, &writer)
    }
    if order.form == .call { finish(order, &writer) }
    if writer.ink.ends(with: "，") || writer.ink.ends(with: "；") || writer.ink.ends(with: "：") { close(&writer) }
  }

  private mutating func prepare(_ order: Order, _ scenario: Scenario, _ writer: inout TextWriter) {
    // A long course of events needs a long time to have happened in.
    let events = order.length > 350 ? order.length / 110 : 2
    if scenario.manner == .complaint || scenario.manner == .legal {
      writer.since = max(writer.since, events * 6)
    }
    if scenario.hasDecision { writer.since = writer.today.number - writer.receipt.number }
    writer.stride = max(1, (writer.since - 2) / (events + 2))
    writer.cursor = writer.today - writer.since
    writer.events = 0
    writer.replies = sectionDecks[order.scenario][Scenario.Section.reply.rawValue].deal(64, &writer.random)
    writer.aftermaths = sectionDecks[order.scenario][Scenario.Section.aftermath.rawValue].deal(64, &writer.random)
  }

  // MARK: - Statements

  private mutating func statement(_ order: Order, _ scenario: Scenario, _ writer: inout TextWriter) {
    let short = order.length < 90
    if order.form == .call { open(scenario.manner, short: short, length: order.length, &writer) }
    if order.again {
      general("再报", &writer)
      stop(&writer)
    }
    if order.form == .call, writer.speaker.voice == .letter || writer.speaker.voice == .numbered, order.length > 260 {
      general("介", &writer)
      stop(&writer)
    }
    writer.points = 0
    if writer.speaker.voice == .numbered { heading(&writer) }
    line(.core, order.scenario, &writer)
    stop(&writer)

    let reserve = order.form != .call ? 0 : min(44, order.length / 3) + (order.second == nil ? 0 : 70)
    let body = order.length - reserve
    facts(upTo: writer.ink.count + (body - writer.ink.count) * 45 / 100, limit: body, order, scenario, &writer)
    history(upTo: body - (body - writer.ink.count) * 35 / 100, limit: body, scenario, &writer)
    harm(upTo: body, order, scenario, &writer)
    if writer.ink.count < body - 24 { history(upTo: body, limit: body, scenario, &writer) }
    if writer.ink.count < body - 24 { remarks(upTo: body, scenario, &writer) }
    if order.form == .call { demand(order, scenario, &writer) }
    if let second = order.second { secondMatter(second, &writer) }
  }

  private mutating func facts(
    upTo goal: Int, limit: Int, _ order: Order, _ scenario: Scenario, _ writer: inout TextWriter
  ) {
    var first = true
    let rawDetail = Scenario.Section.detail.rawValue
    let dealt = sectionDecks[order.scenario][rawDetail].deal(scenario[.detail].count, &writer.random)
    for position in dealt {
      guard writer.ink.count < goal - 12, writer.ink.count < limit - 14 else { break }
      if !first, writer.random.chance(22) { connect(&writer) }
      writer.write(scenario[.detail][position])
      stop(&writer)
      first = false
    }
  }

  private mutating func history(upTo goal: Int, limit: Int, _ scenario: Scenario, _ writer: inout TextWriter) {
    guard scenario.manner == .complaint || scenario.manner == .legal else { return }
    guard !scenario[.reply].isEmpty || !scenario[.aftermath].isEmpty, writer.ink.count < goal - 18 else { return }
    writer.isPointDue = writer.speaker.voice == .numbered
    let isDispute = scenario.routes.first?.hasPrefix("mediation") == true || scenario.manner == .complaint
    let meets = isDispute && (scenario.placeKind == .estate || scenario.placeKind == .village)
    var fails = 0
    var rounds = 0
    while writer.ink.count < goal - 18, fails < 6, rounds < 160, writer.hasTimeLeft {
      rounds += 1
      let hot = scenario.manner == .complaint && writer.random.chance(35)
      var key = hot ? "热" : meets && writer.random.chance(12) ? "谈" : "历"
      if writer.events == 0 { key = hot ? "首热" : "首历" }
      if writer.events > 2, goal - writer.ink.count < 90, writer.random.chance(40) {
        key = scenario.manner == .complaint && writer.random.chance(60) ? "终诉" : "终"
      } else if scenario.manner == .complaint, key == "历", writer.random.chance(12) {
        key = "历诉"
      }
      guard let phrase = deal(key, &writer) else {
        fails += 1
        continue
      }
      if phrase.holds(.reply), writer.replies.isEmpty {
        fails += 1
        continue
      }
      if phrase.holds(.aftermath), writer.aftermaths.isEmpty {
        fails += 1
        continue
      }
      if limit - writer.ink.count < 40 {
        guard let position = writer.aftermaths.popLast() else { return }
        say(scenario[.aftermath][position], &writer)
      } else {
        say(phrase, &writer)
      }
      writer.events += 1
    }
  }

  private mutating func harm(upTo goal: Int, _ order: Order, _ scenario: Scenario, _ writer: inout TextWriter) {
    let raw = Scenario.Section.harm.rawValue
    for position in sectionDecks[order.scenario][raw].deal(scenario[.harm].count, &writer.random) {
      guard writer.ink.count < goal - 14 else { return }
      say(scenario[.harm][position], &writer)
    }
  }

  /// Background, reasons and feelings, which only long texts have.
  private mutating func remarks(upTo goal: Int, _ scenario: Scenario, _ writer: inout TextWriter) {
    guard scenario.manner == .complaint || scenario.manner == .legal else { return }
    if writer.speaker.voice == .numbered, goal - writer.ink.count > 120 { writer.isPointDue = true }
    let keys =
      scenario.manner == .legal
      ? ["理法", "家", "感法", "理", "感", "理法", "家", "感法"]
      : ["家", "理诉", "感诉", "家诉", "理", "感", "家居", "家", "理诉", "感诉"]
    for key in keys {
      if key == "家居", scenario.placeKind != .estate { continue }
      let count = goal - writer.ink.count > 500 ? 5 : 2
      for position in generalDecks[key]?.deal(count, &writer.random) ?? [] {
        guard writer.ink.count < goal - 22 else { return }
        guard writer.used.insert("\(key)\(position)").inserted, let lines = grammar.general[key] else { continue }
        if lines[position].holds(.reply), writer.replies.isEmpty { continue }
        say(lines[position], &writer)
      }
    }
  }

  private mutating func demand(_ order: Order, _ scenario: Scenario, _ writer: inout TextWriter) {
    let voice = writer.speaker.voice
    let many = order.length > 520 ? 4 : order.length > 260 ? 2 : 1
    let dealt = sectionDecks[order.scenario][Scenario.Section.demand.rawValue].deal(many, &writer.random)
    if voice == .numbered {
      heading(&writer)
      writer.ink.add(["诉求：", "我的要求：", "请求事项：", "希望解决："].pick(&writer.random))
    }
    for (index, position) in dealt.enumerated() {
      let text = writer.apart(scenario[.demand][position])
      let asks = ["请", "要求", "希望", "恳请", "由"].contains { text.hasPrefix($0) }
      if voice == .letter, many > 2, index == 0 {
        writer.ink.add(["本人的诉求如下：", "为此请求：", "希望政府帮助解决以下问题：", "诉求事项："].pick(&writer.random))
      }
      if voice == .numbered || (many > 2 && voice == .letter) {
        if index > 0 || voice == .letter { writer.ink.add("\n") }
        writer.ink.add("\(index + 1)\(voice == .letter ? "." : "）")")
      } else if scenario.manner == .proposal {
        general(index == 0 ? "议先" : "再求", &writer)
      } else if scenario.manner == .praise {
        if index > 0 { break }
      } else {
        if !asks { general(index == 0 ? Self.demandKey(voice) : "再求", &writer) }
      }
      writer.ink.add(text)
      stop(&writer)
    }
  }

  private mutating func secondMatter(_ second: Int, _ writer: inout TextWriter) {
    let scenario = grammar.scenarios[second]
    general("转题", &writer)
    let (kept, variables) = (writer.scenario, writer.variables)
    writer.scenario = scenario
    writer.variables = Array(repeating: nil, count: scenario.variables.count)
    line(.core, second, &writer)
    stop(&writer)
    if scenario.manner != .question { general(Self.demandKey(writer.speaker.voice), &writer) }
    line(.demand, second, &writer)
    stop(&writer)
    (writer.scenario, writer.variables) = (kept, variables)
  }

  // MARK: - Questions

  private mutating func question(_ order: Order, _ scenario: Scenario, _ writer: inout TextWriter) {
    open(.question, short: order.length < 80, length: order.length, &writer)
    if !scenario[.core].isEmpty, order.length > 40 {
      line(.core, order.scenario, &writer)
      stop(&writer)
    }
    let raw = Scenario.Section.detail.rawValue
    for position in sectionDecks[order.scenario][raw].deal(scenario[.detail].count, &writer.random) {
      guard writer.ink.count < order.length - 48 else { break }
      writer.write(scenario[.detail][position])
      stop(&writer)
    }
    let many = max(1, min(5, (order.length - writer.ink.count) / 32))
    let rawDemand = Scenario.Section.demand.rawValue
    for (index, position) in sectionDecks[order.scenario][rawDemand].deal(many, &writer.random).enumerated() {
      if index == 0 {
        general(writer.speaker.voice.isThirdPerson ? "问先记" : "问先人", &writer)
      } else if writer.random.chance(45) {
        writer.ink.add(["另外，", "还有，", "顺便问下，", "再问一下，", "以及"].pick(&writer.random))
      }
      writer.write(scenario[.demand][position])
      writer.ink.drop(["，", "。"])
      writer.ink.add("？")
    }
  }

  // MARK: - Beginnings and ends

  private mutating func open(_ manner: Scenario.Manner, short: Bool, length: Int, _ writer: inout TextWriter) {
    switch writer.speaker.voice {
    case .clerk:
      let key =
        switch manner {
        case .question: "开记问"
        case .praise: "开记赞"
        case .proposal: "开记议"
        default: "开记诉"
        }
      general(key, &writer)
    case .plain, .unpunctuated: if !short || writer.random.chance(30) { general("开人", &writer) }
    case .angry: if length > 60 { general("开怒", &writer) }
    case .letter, .numbered:
      general("开信", &writer)
      if !writer.ink.ends(with: "\n") { writer.ink.add("\n") }
    case .regional: if !short { general("开方", &writer) }
    }
  }

  private mutating func finish(_ order: Order, _ writer: inout TextWriter) {
    let room = order.length - writer.ink.count
    guard room > 4 || (order.length > 90 && writer.random.chance(55)) else { return }
    switch writer.speaker.voice {
    case .clerk:
      for _ in 0..<(room > 40 ? 2 : 1) {
        general("尾记", &writer)
        stop(&writer)
      }
    case .plain, .unpunctuated:
      general("尾人", &writer)
      close(&writer)
    case .angry: general("尾怒", &writer)
    case .letter, .numbered:
      writer.ink.add("\n")
      general("尾信", &writer)
    case .regional:
      general("尾方", &writer)
      close(&writer)
    }
  }

  private static func demandKey(_ voice: Voice) -> String {
    switch voice {
    case .clerk: "求先记"
    case .angry: "求先怒"
    case .letter: "求先信"
    default: "求先人"
    }
  }

  // MARK: - Small moves

  private mutating func line(_ section: Scenario.Section, _ scenario: Int, _ writer: inout TextWriter) {
    let lines = grammar.scenarios[scenario][section]
    guard !lines.isEmpty else { return }
    writer.write(lines[sectionDecks[scenario][section.rawValue].deal(&writer.random)])
  }

  /// A general line that this text does not have yet, as far as there is one.
  private mutating func deal(_ key: String, _ writer: inout TextWriter) -> Phrase? {
    guard let lines = grammar.general[key], var deck = generalDecks[key] else { return nil }
    defer { generalDecks[key] = deck }
    for _ in 0..<2 * lines.count {
      let position = deck.deal(&writer.random)
      if writer.used.insert("\(key)\(position)").inserted { return lines[position] }
    }
    return nil
  }

  private mutating func general(_ key: String, _ writer: inout TextWriter) {
    if let phrase = deal(key, &writer) { writer.write(phrase) }
  }

  /// Begins the next numbered point.
  private func heading(_ writer: inout TextWriter) {
    writer.isPointDue = false
    if !writer.ink.ends(with: "\n") { writer.ink.add("\n") }
    writer.points += 1
    writer.ink.add(SmallNumbers.numeral(writer.points) + "、")
  }

  /// A sentence, under a numbered point of its own where one is due.
  private func say(_ phrase: Phrase, _ writer: inout TextWriter) {
    if writer.isPointDue { heading(&writer) }
    writer.write(phrase)
    stop(&writer)
  }

  private func connect(_ writer: inout TextWriter) {
    let words =
      writer.speaker.voice == .clerk
      ? ["另外，", "同时，", "此外，", "且", "并称"] : ["而且", "另外，", "还有，", "再说，", "并且", "加上"]
    writer.ink.add(words.pick(&writer.random))
  }

  /// Ends a sentence, unless it has its end already.
  private func stop(_ writer: inout TextWriter) {
    for mark in ["。", "！", "？", "：", "\n", "；"] where writer.ink.ends(with: mark) { return }
    writer.ink.drop(["，"])
    switch writer.speaker.voice {
    case .angry: writer.ink.add(["！", "，", "。", "！", "！！", "。"].pick(&writer.random))
    case .clerk: writer.ink.add(["。", "。", "，", "；"].pick(&writer.random))
    case .regional: writer.ink.add(["，", "。", "，"].pick(&writer.random))
    case .plain, .unpunctuated: writer.ink.add(["。", "。", "，", "。"].pick(&writer.random))
    case .letter, .numbered: writer.ink.add("。")
    }
  }

  private func close(_ writer: inout TextWriter) {
    writer.ink.drop(["，", "；", "："])
    for mark in ["。", "！", "？", "\n", "…"] where writer.ink.ends(with: mark) { return }
    if writer.speaker.voice != .regional || writer.random.chance(60) { writer.ink.add("。") }
  }
}
