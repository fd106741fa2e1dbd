/// Builds a text of about the wanted length from the lines of a scenario and the general lines around them.
struct Composer: Sendable {
  let grammar: Grammar
  /// A deck for each section of each scenario, and for each key of the general lines.
  var sectionDecks: [[Deck]]
  var generalDecks: [Deck]

  init(grammar: Grammar) {
    self.grammar = grammar
    sectionDecks = grammar.scenarios.map { scenario in scenario.sections.map { Deck(count: $0.count) } }
    generalDecks = grammar.general.map { Deck(count: $0.count) }
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
    switch writer.ink.last {
    case "，", "；", "：": close(&writer)
    default: break
    }
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
    writer.isDated = scenario.hasDecision
    writer.eventsPlanned = events
    writer.replies = sectionDecks[order.scenario][Scenario.Section.reply.rawValue].deal(64, &writer.random)
    writer.replies += writer.replies + writer.replies + writer.replies
    writer.aftermaths = sectionDecks[order.scenario][Scenario.Section.aftermath.rawValue].deal(64, &writer.random)
  }

  // MARK: - Statements

  private mutating func statement(_ order: Order, _ scenario: Scenario, _ writer: inout TextWriter) {
    let short = order.length < 90
    if order.form == .call { open(scenario.manner, short: short, length: order.length, &writer) }
    if order.again {
      general(.again, &writer)
      stop(&writer)
      writer.earlierOrder = nil
    }
    if order.form == .call, writer.speaker.voice == .letter || writer.speaker.voice == .numbered, order.length > 260 {
      general(.introduction, &writer)
      stop(&writer)
    }
    writer.points = 0
    if writer.speaker.voice == .numbered { heading(&writer) }
    line(.core, order.scenario, &writer)
    stop(&writer)

    let reserve = order.form != .call ? 0 : min(32, order.length / 4) + (order.second == nil ? 0 : 70)
    let body = order.length - reserve
    facts(upTo: writer.ink.count + (body - writer.ink.count) * 45 / 100, limit: body, order, scenario, &writer)
    history(upTo: body - (body - writer.ink.count) * 35 / 100, limit: body, scenario, &writer)
    harm(upTo: body, order, scenario, &writer)
    if writer.ink.count < body - 24 { history(upTo: body, limit: body, scenario, &writer) }
    if writer.ink.count < body - 24 { remarks(upTo: body, scenario, &writer) }
    if writer.ink.count < body - 24 { fill(upTo: body, scenario, &writer) }
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
    while writer.ink.count < goal - 18, fails < 24, rounds < 160, writer.hasTimeLeft,
      3 * writer.events < writer.since + 6
    {
      rounds += 1
      let hot = scenario.manner == .complaint && writer.random.chance(35)
      var key: GeneralKey = hot ? .call : meets && writer.random.chance(12) ? .meeting : .visit
      if writer.events == 0 { key = hot ? .firstCall : .firstVisit }
      if writer.events > 2, goal - writer.ink.count < 90, writer.random.chance(40) {
        key = scenario.manner == .complaint && writer.random.chance(60) ? .lastAgain : .last
      } else if scenario.manner == .complaint, key == .visit, writer.random.chance(12) {
        key = .promise
      }
      // A very long history repeats itself.
      guard let line = deal(key, atMost: limit > 1_500 ? 2 : 1, &writer) else {
        fails += 1
        continue
      }
      if line.needsReply, writer.replies.isEmpty {
        fails += 1
        continue
      }
      if line.needsAftermath, writer.aftermaths.isEmpty {
        fails += 1
        continue
      }
      if limit - writer.ink.count < 40 {
        guard let position = writer.aftermaths.popLast() else { return }
        say(scenario[.aftermath][position], &writer)
      } else {
        say(line.phrase, &writer)
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
    let keys: [GeneralKey] =
      scenario.manner == .legal
      ? [.reasonLegal, .background, .feelingLegal, .reason, .feeling, .reasonLegal, .background, .feelingLegal]
      : [
        .background, .reasonComplaint, .feelingComplaint, .backgroundComplaint, .reason, .feeling, .backgroundHome,
        .background, .reasonComplaint, .feelingComplaint,
      ]
    for key in keys {
      if key == .backgroundHome, scenario.placeKind != .estate { continue }
      let count = goal - writer.ink.count > 500 ? 5 : 2
      for _ in 0..<count {
        guard writer.ink.count < goal - 22 else { return }
        guard let line = deal(key, &writer) else { break }
        if line.needsReply, writer.replies.isEmpty { continue }
        say(line.phrase, &writer)
      }
    }
  }

  /// What is added where there are no events to tell.
  mutating func fill(upTo goal: Int, _ scenario: Scenario, _ writer: inout TextWriter) {
    let key: GeneralKey
    switch scenario.manner {
    case .question: key = .questionFiller
    case .proposal: key = .proposalFiller
    case .praise: key = .praiseFiller
    default: return
    }
    while writer.ink.count < goal - 18, let line = deal(key, &writer) { say(line.phrase, &writer) }
  }

  // MARK: - Small moves

  mutating func line(_ section: Scenario.Section, _ scenario: Int, _ writer: inout TextWriter) {
    let lines = grammar.scenarios[scenario][section]
    guard !lines.isEmpty else { return }
    writer.write(lines[sectionDecks[scenario][section.rawValue].deal(&writer.random)])
  }

  /// A general line that this text does not have yet, as far as there is one.
  mutating func deal(_ key: GeneralKey, atMost uses: Int = 1, _ writer: inout TextWriter) -> GeneralLine? {
    let count = grammar.general[key.rawValue].count
    for _ in 0..<2 * count {
      let position = generalDecks[key.rawValue].deal(&writer.random)
      let number = grammar.general[key.rawValue][position].number
      if writer.mayUse(number, atMost: uses) { return grammar.general[key.rawValue][position] }
    }
    return nil
  }

  mutating func general(_ key: GeneralKey, _ writer: inout TextWriter) {
    if let line = deal(key, &writer) { writer.write(line.phrase) }
  }

  /// Begins the next numbered point.
  func heading(_ writer: inout TextWriter) {
    writer.isPointDue = false
    if writer.ink.last != "\n" { writer.ink.add("\n") }
    writer.points += 1
    writer.ink.add(SmallNumbers.numeral(writer.points) + "、")
  }

  /// A sentence, under a numbered point of its own where one is due.
  func say(_ phrase: Phrase, _ writer: inout TextWriter) {
    if writer.isPointDue { heading(&writer) }
    writer.write(phrase)
    stop(&writer)
  }

  func connect(_ writer: inout TextWriter) {
    let words =
      writer.speaker.voice == .clerk
      ? ["另外，", "同时，", "此外，", "且", "并称"] : ["而且", "另外，", "还有，", "再说，", "并且", "加上"]
    writer.ink.add(words.pick(&writer.random))
  }

  /// Ends a sentence, unless it has its end already.
  func stop(_ writer: inout TextWriter) {
    switch writer.ink.last {
    case "。", "！", "？", "：", "\n", "；": return
    case "，": writer.ink.dropLast()
    default: break
    }
    switch writer.speaker.voice {
    case .angry: writer.ink.add(["！", "，", "。", "！", "！！", "。"].pick(&writer.random))
    case .clerk: writer.ink.add(["。", "。", "，", "；"].pick(&writer.random))
    case .regional: writer.ink.add(["，", "。", "，"].pick(&writer.random))
    case .plain, .unpunctuated: writer.ink.add(["。", "。", "，", "。"].pick(&writer.random))
    case .letter, .numbered: writer.ink.add("。")
    }
  }

  func close(_ writer: inout TextWriter) {
    switch writer.ink.last {
    case "，", "；", "：": writer.ink.dropLast()
    case "。", "！", "？", "\n", "…": return
    default: break
    }
    if writer.speaker.voice != .regional || writer.random.chance(60) { writer.ink.add("。") }
  }
}
