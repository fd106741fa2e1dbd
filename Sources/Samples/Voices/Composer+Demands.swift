/// What is asked for: demands, questions, a second matter.
extension Composer {
  mutating func demand(_ order: Order, _ scenario: Scenario, _ writer: inout TextWriter) {
    let voice = writer.speaker.voice
    let many = order.length > 520 ? 4 : order.length > 260 ? 2 : 1
    let most = scenario.manner == .praise ? 1 : 6
    let dealt = sectionDecks[order.scenario][Scenario.Section.demand.rawValue].deal(most, &writer.random)
    if voice == .numbered {
      heading(&writer)
      writer.ink.add(["诉求：", "我的要求：", "请求事项：", "希望解决："].pick(&writer.random))
    }
    for (index, position) in dealt.enumerated() {
      if index >= many, order.length - writer.ink.count < 30 { break }
      let text = writer.apart(scenario[.demand][position])
      let asks = ["请", "要求", "希望", "恳请", "由"].contains { text.hasPrefix($0) }
      if voice == .letter, many > 2, index == 0 {
        writer.ink.add(["本人的诉求如下：", "为此请求：", "希望政府帮助解决以下问题：", "诉求事项："].pick(&writer.random))
      }
      if voice == .numbered || (many > 2 && voice == .letter) {
        if index > 0 || voice == .letter { writer.ink.add("\n") }
        writer.ink.add("\(index + 1)\(voice == .letter ? "." : "）")")
      } else if scenario.manner == .proposal {
        general(index == 0 ? .proposes : .asksMore, &writer)
      } else if scenario.manner != .praise {
        if !asks { general(index == 0 ? Self.demandKey(voice) : .asksMore, &writer) }
      }
      writer.ink.add(text)
      stop(&writer)
    }
  }

  mutating func secondMatter(_ second: Int, _ writer: inout TextWriter) {
    let scenario = grammar.scenarios[second]
    general(.secondMatter, &writer)
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

  mutating func question(_ order: Order, _ scenario: Scenario, _ writer: inout TextWriter) {
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
    fill(upTo: order.length - 90, grammar.scenarios[order.scenario], &writer)
    let many = max(1, min(5, (order.length - writer.ink.count) / 26))
    let rawDemand = Scenario.Section.demand.rawValue
    for (index, position) in sectionDecks[order.scenario][rawDemand].deal(many, &writer.random).enumerated() {
      if index == 0 {
        general(writer.speaker.voice.isThirdPerson ? .clerkAsksQuestion : .personAsksQuestion, &writer)
      } else if writer.random.chance(45) {
        writer.ink.add(["另外，", "还有，", "顺便问下，", "再问一下，", "以及"].pick(&writer.random))
      }
      writer.write(scenario[.demand][position])
      if writer.ink.last == "，" || writer.ink.last == "。" { writer.ink.dropLast() }
      writer.ink.add("？")
    }
  }
}
