/// All scenario files; the order is part of what a seed means.
enum ScenarioFiles {
  static let all: [String] = [
    StreetScenarios.source, NoiseScenarios.source,
  ]
}
