/// How a text begins and ends.
extension Composer {
  mutating func open(_ manner: Scenario.Manner, short: Bool, length: Int, _ writer: inout TextWriter) {
    switch writer.speaker.voice {
    case .clerk:
      let key: GeneralKey =
        switch manner {
        case .question: .clerkOpensQuestion
        case .praise: .clerkOpensPraise
        case .proposal: .clerkOpensProposal
        default: .clerkOpens
        }
      general(key, &writer)
    case .plain, .unpunctuated: if !short || writer.random.chance(30) { general(.personOpens, &writer) }
    case .angry: if length > 60 { general(.angerOpens, &writer) }
    case .letter, .numbered:
      general(.letterOpens, &writer)
      if writer.ink.last != "\n" { writer.ink.add("\n") }
    case .regional: if !short { general(.regionalOpens, &writer) }
    }
  }

  mutating func finish(_ order: Order, _ writer: inout TextWriter) {
    let room = order.length - writer.ink.count
    guard room > 3 || (order.length > 90 && writer.random.chance(55)) else { return }
    switch writer.speaker.voice {
    case .clerk:
      for _ in 0..<max(1, min(3, room / 16)) {
        let scenario = writer.scenario
        let key: GeneralKey =
          scenario.manner == .complaint || scenario.manner == .legal
          ? writer.events == 0 && !order.again && writer.random.chance(12) ? .clerkClosesFirst : .clerkCloses
          : .clerkClosesQuestion
        general(key, &writer)
        stop(&writer)
      }
    case .plain, .unpunctuated:
      general(.personCloses, &writer)
      close(&writer)
    case .angry: general(.angerCloses, &writer)
    case .letter, .numbered:
      writer.ink.add("\n")
      general(.letterCloses, &writer)
    case .regional:
      general(.regionalCloses, &writer)
      close(&writer)
    }
  }

  static func demandKey(_ voice: Voice) -> GeneralKey {
    switch voice {
    case .clerk: .clerkAsks
    case .angry: .angerAsks
    case .letter: .letterAsks
    default: .personAsks
    }
  }
}
