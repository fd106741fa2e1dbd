import Casework
import Testing

/// What holds of every clock, tried on many made by chance.
@Suite struct ClockPropertyTests {
  private static let rules: [DeadlineRule] = [
    Fixtures.rule(5, .workingDays), Fixtures.rule(60, .calendarDays),
    Fixtures.rule(15, .calendarDays, rollOver: .never),
    Fixtures.rule(6, .months), Fixtures.rule(1, .months, rollOver: .never),
    Fixtures.rule(5, .workingDays, direction: .backward, suspends: false),
  ]

  private static func chance(_ seed: UInt64) -> (rule: DeadlineRule, ledger: ClockLedger) {
    var dice = Dice(seed)
    let rule = rules[Int.random(in: 0..<rules.count, using: &dice)]
    let start = Fixtures.date("2026-01-05").adding(days: Int.random(in: 0..<330, using: &dice))
    var ledger = Fixtures.ledger(start.description)
    guard rule.direction == .forward else { return (rule, ledger) }
    for _ in 0..<Int.random(in: 0..<4, using: &dice) {
      let from = start.adding(days: Int.random(in: 0..<50, using: &dice))
      let to = from.adding(days: Int.random(in: 0..<20, using: &dice))
      ledger.suspensions.append(ClockInterval(from: .day(from), to: .day(to), ground: "death"))
    }
    return (rule, ledger)
  }

  private func reckoner(_ rule: DeadlineRule) -> ClockReckoner {
    ClockReckoner(rule: rule, calendar: Fixtures.calendar)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func theExplanationAddsUp(seed: UInt64) throws {
    let (rule, ledger) = Self.chance(seed)
    let plain = try reckoner(rule).reading(of: ledger)
    let raw = try #require(plain.rawLastDay?.date)
    let due = try #require(plain.due?.date)
    let explainer = ClockExplainer(rule: rule, calendar: Fixtures.calendar, grounds: Fixtures.grounds)
    let whole = try explainer.explanation(of: ledger)
    let counted = whole.days.filter(\.isCounted)
    #expect((rule.direction == .forward ? counted.last : counted.first)?.date == raw)
    #expect(whole.days.contains { $0.date == due && $0.remarks.contains(.due) })
    #expect(whole.days.allSatisfy { day in day.isCounted || !day.remarks.isEmpty })
    guard rule.direction == .forward else {
      #expect(counted.count == rule.length)
      return
    }
    if rule.unit != .months { #expect(counted.count == rule.length) }
    let latest = ledger.suspensions.map(\.from.date).max() ?? ledger.start.at.date
    for offset in [0, 1, 3, 10, 31, 70, 200] {
      let moment = max(latest, ledger.start.at.date).adding(days: offset)
      let progress = try #require(try reckoner(rule).reading(of: ledger, at: .day(moment)).progress)
      let explained = try explainer.explanation(of: ledger, at: .day(moment))
      if moment <= due {
        #expect(progress.run == explained.days.filter { $0.isCounted && $0.date <= moment }.count)
        #expect(progress.run + progress.left == counted.count)
        #expect(progress.left >= 0)
      } else {
        #expect(progress.left < 0 || rule.unit == .workingDays)
        #expect(progress.run + progress.left == counted.count)
      }
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func theReadingIsTheSameWhateverTheOrder(seed: UInt64) throws {
    let (rule, ledger) = Self.chance(seed)
    let reading = try reckoner(rule).reading(of: ledger)
    #expect(try reckoner(rule).reading(of: ledger) == reading)
    var other = ledger
    other.suspensions.reverse()
    #expect(try reckoner(rule).reading(of: other) == reading)
    // What is given twice, or in two halves, is not counted twice.
    other.suspensions += ledger.suspensions
    for interval in ledger.suspensions {
      guard let to = interval.to else { continue }
      other.suspensions.append(ClockInterval(from: interval.from, to: interval.from, ground: "death"))
      other.suspensions.append(ClockInterval(from: to, to: to, ground: "death"))
    }
    #expect(try reckoner(rule).reading(of: other) == reading)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func moreTimeNeverMeansAnEarlierEnd(seed: UInt64) throws {
    let (rule, ledger) = Self.chance(seed)
    guard rule.direction == .forward else { return }
    let due = try #require(try reckoner(rule).reading(of: ledger).due?.date)
    var later = ledger
    later.start.at = .day(ledger.start.at.date.adding(days: -1))
    if ledger.suspensions.isEmpty { #expect(try #require(try reckoner(rule).reading(of: later).due?.date) <= due) }
    var longer = ledger
    let from = ledger.start.at.date.adding(days: 2)
    longer.suspensions.append(ClockInterval(from: .day(from), to: .day(from.adding(days: 3)), ground: "death"))
    #expect(try #require(try reckoner(rule).reading(of: longer).due?.date) >= due)
    var roomy = rule
    roomy.length += 1
    #expect(try #require(try reckoner(roomy).reading(of: ledger).due?.date) >= due)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func aLastDayOfWorkingDaysIsWorked(seed: UInt64) throws {
    let (rule, ledger) = Self.chance(seed)
    let reading = try reckoner(rule).reading(of: ledger)
    let due = try #require(reading.due?.date)
    if rule.rollOver != .never { #expect(Fixtures.calendar.isWorkingDay(due)) }
    #expect(reading.rolledOver == (reading.rawLastDay != reading.due))
    if rule.unit == .workingDays { #expect(!reading.rolledOver) }
    #expect(reading.deemed?.on == due)
  }
}
