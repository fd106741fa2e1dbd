/// One thing that happened at one place, which one or several people tell of.
struct Matter: Sendable {
  var id: Int
  var scenario: Int
  var place: Place
  var since: Int
  var amount: Int
  var decision: Day
  var receipt: Day
  /// The scenario's variables as the first text settled them.
  var variables: [[UInt8]?]

  init(id: Int, scenario index: Int, _ scenario: Scenario, today: Day, _ random: inout Randomness) {
    self.id = id
    self.scenario = index
    place = Place(&random)
    since = [2, 5, 8, 15, 25, 40, 75, 120, 200, 330, 500, 800].pick(&random)
    amount = random.within(scenario.amounts)
    let step = amount > 1_000 ? 100 : 50
    if amount > 50 { amount = amount / step * step }
    decision = today - random.within(scenario.decisionAge)
    receipt = Swift.min(decision + random.within(0...5), today - 1)
    variables = Array(repeating: nil, count: scenario.variables.count)
  }
}
