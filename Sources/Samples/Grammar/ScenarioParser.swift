/// Reads blocks of scenarios in the notation described at ``Scenario``.
struct ScenarioParser {
  private var phrases: PhraseParser
  private(set) var scenarios: [Scenario] = []
  private var unread: [String] = []

  /// What could not be understood; a test holds it empty.
  var faults: [String] { unread + phrases.faults }

  private static let sections: [String: Scenario.Section] = [
    "短": .short, "情": .core, "细": .detail, "害": .harm, "答": .reply, "后": .aftermath, "求": .demand,
  ]

  init(words: [String: Int]) {
    phrases = PhraseParser(words: words)
  }

  /// Reads one file's text.
  mutating func read(_ source: String) {
    var lines: [Substring] = []
    for line in source.split(separator: "\n") {
      if line.first == " ", let last = lines.popLast() {
        lines.append(Substring(last + line.drop { $0 == " " }))
      } else {
        lines.append(line)
      }
    }
    for line in lines { read(line: line) }
  }

  private mutating func read(line: Substring) {
    if line.hasPrefix("# ") {
      let heading = line.dropFirst(2).split(separator: " ", maxSplits: 1)
      scenarios.append(Scenario(id: String(heading.first ?? ""), name: String(heading.last ?? "")))
      phrases.variables = [:]
      return
    }
    let pair = line.split(separator: " ", maxSplits: 1)
    guard pair.count == 2, var scenario = scenarios.popLast() else {
      unread.append("not a line of a scenario: \(line)")
      return
    }
    let (key, value) = (String(pair[0]), pair[1])
    if let section = Self.sections[key] {
      let phrase = phrases.parse(value)
      scenario.sections[section.rawValue].append(phrase)
      if phrase.holds(.decisionDay) || phrase.holds(.receiptDay) { scenario.hasDecision = true }
    } else {
      head(key, value, &scenario)
    }
    scenarios.append(scenario)
  }

  private mutating func head(_ key: String, _ value: Substring, _ scenario: inout Scenario) {
    let list = value.split(separator: " ").map(String.init)
    switch key {
    case "路线": scenario.routes = list
    case "标": scenario.flags = list
    case "性": scenario.traits = list
    case "份": scenario.weight = Double(list.first ?? "") ?? 1
    case "长": scenario.longest = Int(list.first ?? "") ?? 400
    case "额": scenario.amounts = PhraseParser.range(value) ?? 0...0
    case "日": scenario.decisionAge = PhraseParser.range(value) ?? 8...50
    case "式": scenario.forms = list
    case "地": scenario.placeKind = Scenario.PlaceKind(rawValue: list.first ?? "") ?? .none
    case "体": scenario.manner = Scenario.Manner(rawValue: list.first ?? "") ?? .complaint
    case "类型":
      scenario.kinds = list.map { entry in
        let parts = entry.split(separator: "*")
        return (String(parts.first ?? ""), parts.count > 1 ? Double(parts[1]) ?? 1 : 1)
      }
    case "单位":
      scenario.units = value.split(separator: "|").map { phrases.parse($0) }
    case "设", "填":
      let parts = value.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        unread.append("variable without a value: \(value)")
        return
      }
      let name = String(parts[0].filter { $0 != " " })
      let phrase = phrases.parse(parts[1].drop { $0 == " " })
      if key == "填" {
        scenario.facts.append((name, phrase))
      } else {
        phrases.variables[name] = scenario.variables.count
        scenario.variableNames.append(name)
        scenario.variables.append(phrase)
      }
    default: unread.append("unknown key \(key)")
    }
  }
}
