/// All scenario files; the order is part of what a seed means.
enum ScenarioFiles {
  static let all: [String] = [
    StreetScenarios.source,
    NoiseScenarios.source,
    EstateScenarios.source,
    PollutionScenarios.source,
    UtilityScenarios.source,
    MarketScenarios.source,
    RuralScenarios.source,
    QuestionScenarios.source,
    ProposalScenarios.source,
    ConfusingScenarios.source,
    PenaltyScenarios.source,
    DecisionScenarios.source,
    NeighbourScenarios.source,
    DepartmentMediationScenarios.source,
    LitigationScenarios.source,
    PublicScenarios.source,
    EdgeScenarios.source,
  ]
}
