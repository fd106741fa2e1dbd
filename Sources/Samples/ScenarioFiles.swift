/// All scenario files; the order is part of what a seed means.
enum ScenarioFiles {
  static let all: [String] = [
    StreetScenarios.source, NoiseScenarios.source, EstateScenarios.source, PollutionScenarios.source,
    PenaltyScenarios.source, DecisionScenarios.source, NeighbourScenarios.source, DepartmentMediationScenarios.source,
    LitigationScenarios.source, PublicScenarios.source, EdgeScenarios.source,
  ]
}
