import Casework
import Rulebook

/// How many clocks are derived in a second on one core: every period of `Config/deadlines` with and without suspensions,
/// extensions, and a moment that is asked about, from starts spread over two years. Prints one number.
///
///     ClockRate [SECONDS]
let seconds = CommandLine.arguments.dropFirst().first.flatMap { Double($0) } ?? 3
let rules: Rulebook
do {
  rules = try Rulebook.load(configFolder: "Config", topicsFolder: "Topics")
} catch {
  print(error)
  throw error
}
let calendar = rules.workingCalendar
let clocks = rules.deadlines.rules.flatMap { rule in
  (0..<20).map { (ClockReckoner(rule: rule, calendar: calendar), ledger(rule, $0)) }
}

func ledger(_ rule: DeadlineRule, _ number: Int) -> (ledger: ClockLedger, moment: ClockMoment?) {
  let start = LocalDate(daysSinceEpoch: 19_730 + number * 36)
  var ledger = ClockLedger(rule: rule.id, start: ClockEvent(rule.startsOn, at: .day(start)))
  func interval(_ from: Int, _ to: Int) -> ClockInterval {
    ClockInterval(from: .day(start.adding(days: from)), to: .day(start.adding(days: to)), ground: "")
  }
  if number % 3 == 1, !rule.suspendsOn.isEmpty { ledger.suspensions = [interval(2, 9), interval(5, 12)] }
  if number % 4 == 1, !rule.excludedTime.isEmpty { ledger.exclusions = [interval(20, 27)] }
  if number % 5 == 1, let allowance = rule.extendable {
    ledger.extensions = [
      ClockExtension(
        length: allowance.most ?? 5, unit: allowance.unit ?? rule.unit, grantedOn: .day(start), approver: "")
    ]
  }
  return (ledger, number % 2 == 0 ? .day(start.adding(days: 30)) : nil)
}

let clock = ContinuousClock()
let began = clock.now
var derived = 0
var provisional = 0
while clock.now - began < .seconds(seconds) {
  for (reckoner, asked) in clocks {
    if try reckoner.reading(of: asked.ledger, at: asked.moment).provisional { provisional += 1 }
  }
  derived += clocks.count
}
let elapsed = clock.now - began
print(Int(Double(derived) / (Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)))
