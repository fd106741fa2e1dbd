extension Voice {
  /// Who writes: a clerk mostly; letters and numbered points only where there is enough to say.
  static func choose(_ order: Composer.Order, _ scenario: Scenario, _ random: inout Randomness) -> Voice {
    guard order.form == .call else { return .letter }
    let weights: [Double] =
      switch order.length {
      case ..<90: [46, 30, 10, 0, 0, 6, 8]
      case ..<260: [50, 22, 11, 4, 3, 5, 5]
      case ..<600: [40, 22, 12, 12, 7, 4, 3]
      default: [22, 24, 14, 24, 12, 3, 1]
      }
    let voice = allCases[random.weighted(weights)]
    switch scenario.manner {
    case .question, .praise, .proposal, .alarm:
      return voice == .numbered || voice == .letter || (voice == .angry && scenario.manner != .alarm) ? .plain : voice
    case .legal: return voice == .angry ? .plain : voice
    case .complaint: return voice
    }
  }

  /// The channel such a text comes by.
  func channel(_ random: inout Randomness) -> String {
    switch self {
    case .clerk: random.chance(93) ? "电话" : ["来访", "转办"].pick(&random)
    case .plain: ["微信", "网站", "APP", "微信", "电话"].pick(&random)
    case .angry: ["微信", "APP", "网站"].pick(&random)
    case .letter, .numbered: ["来信", "网站", "来访", "网站"].pick(&random)
    case .unpunctuated, .regional: ["微信", "APP", "微信"].pick(&random)
    }
  }
}
