/// Explains a clock day by day; for people, so it goes by days where ``ClockReckoner`` does not.
public struct ClockExplainer: Sendable {
  public let rule: DeadlineRule
  public let calendar: WorkingCalendar
  /// For the names of grounds; what is not among them is shown as the ledger has it.
  public let grounds: [SuspensionGround]

  /// No explanation is longer; a period of twenty years has 7,305 days.
  public static let longest = 8_000

  public init(rule: DeadlineRule, calendar: WorkingCalendar, grounds: [SuspensionGround] = []) {
    self.rule = rule
    self.calendar = calendar
    self.grounds = grounds
  }

  /// - Parameter moment: the day for which days used and left are asked, and up to which days after the last are shown.
  public func explanation(of ledger: ClockLedger, at moment: ClockMoment? = nil) throws(ClockRefusal)
    -> ClockExplanation
  {
    let reading = try ClockReckoner(rule: rule, calendar: calendar).reading(of: ledger, at: moment)
    guard rule.unit != .hours else {
      return ClockExplanation(rule: rule, ledger: ledger, reading: reading, days: [])
    }
    let days = ExplainedDays(explainer: self, ledger: ledger, moment: moment).days
    return ClockExplanation(rule: rule, ledger: ledger, reading: reading, days: days)
  }
}

private struct ExplainedDays {
  let rule: DeadlineRule
  let calendar: WorkingCalendar
  let grounds: [SuspensionGround]
  let ledger: ClockLedger
  let reckoning: DayReckoning
  let start: Int
  let stop: Int?
  let evaluated: Int?
  let pause: Int?

  init(explainer: ClockExplainer, ledger: ClockLedger, moment: ClockMoment?) {
    rule = explainer.rule
    calendar = explainer.calendar
    grounds = explainer.grounds
    self.ledger = ledger
    reckoning = DayReckoning(rule: rule, calendar: calendar, ledger: ledger)
    start = ledger.start.at.date.daysSinceEpoch
    stop = ledger.stop?.at.date.daysSinceEpoch
    evaluated = moment?.date.daysSinceEpoch
    pause = ledger.pause(rule)?.at.date.daysSinceEpoch
  }

  var days: [ExplainedDay] {
    let (first, last) = range
    var days: [ExplainedDay] = []
    var number = 0
    for day in first...min(last, first + ClockExplainer.longest) {
      let isCounted = isCounted(day)
      if isCounted { number += 1 }
      days.append(
        ExplainedDay(
          date: LocalDate(daysSinceEpoch: day), isCounted: isCounted, number: isCounted ? number : nil,
          remarks: remarks(day, isCounted)))
    }
    if rule.direction == .backward {
      for place in days.indices { days[place].number = days[place].number.map { number + 1 - $0 } }
    }
    return days
  }

  private var range: (first: Int, last: Int) {
    if rule.direction == .backward { return (min(reckoning.due ?? start, reckoning.raw ?? start), start) }
    let marks = [reckoning.due, stop, evaluated].compactMap { $0 } + ledger.suspensions.map(\.from.date.daysSinceEpoch)
    return (start, max(marks.max() ?? start, start))
  }

  private func isCounted(_ day: Int) -> Bool {
    if rule.direction == .backward {
      guard let raw = reckoning.raw, day >= raw, day < start else { return false }
      return rule.unit != .workingDays || calendar.isWorked(day)
    }
    guard day > reckoning.anchor, day <= reckoning.raw ?? .max, !isStill(day) else { return false }
    return reckoning.unit(on: day) != .workingDays || calendar.isWorked(day)
  }

  private func isStill(_ day: Int) -> Bool { reckoning.stills.contains { $0.contains(day) } }

  private func remarks(_ day: Int, _ isCounted: Bool) -> [DayRemark] {
    let date = LocalDate(daysSinceEpoch: day)
    var remarks: [DayRemark] = []
    if day == start { remarks.append(.startDay(rule.startTitle)) }
    remarks += natures(day, date)
    remarks += standStills(date)
    if let pause, day >= pause { remarks.append(.waiting) }
    if day > start, day <= reckoning.anchor, rule.direction == .forward { remarks.append(.beforeRestart) }
    for extra in ledger.extensions where extra.grantedOn.date == date {
      remarks.append(.extended(length: extra.length, unit: extra.unit, approver: extra.approver))
    }
    if let raw = reckoning.raw, let due = reckoning.due {
      if day == raw, raw != due { remarks.append(.lastDay) }
      if raw < due, day > raw, day < due { remarks.append(.rolledOver) }
      if day == due { remarks.append(.due) }
      if day > due, rule.direction == .forward, day <= stop ?? .max { remarks.append(.overdue) }
    }
    if day == stop, let stop = ledger.stop { remarks.append(.answered(stop.event)) }
    if day == evaluated { remarks.append(.evaluated) }
    return remarks
  }

  /// The calendar matters for working days, and for a last day that may move.
  private func natures(_ day: Int, _ date: LocalDate) -> [DayRemark] {
    let raw = reckoning.raw ?? .max
    let matters = reckoning.unit(on: day) == .workingDays || (day >= raw && raw != reckoning.due)
    guard matters, day != start else { return [] }
    var remarks: [DayRemark] = []
    let nature = calendar.nature(of: date)
    if nature != .workday { remarks.append(.nature(nature)) }
    if !calendar.isPublished(date) { remarks.append(.unpublished) }
    return remarks
  }

  private func standStills(_ date: LocalDate) -> [DayRemark] {
    let suspended = ledger.suspensions.filter { contains($0, date) }.map { interval -> DayRemark in
      let ground = ground(interval, rule.suspendsOn)
      return .suspended(ground: interval.ground, title: ground?.title, basis: ground?.basis)
    }
    let excluded = ledger.exclusions.filter { contains($0, date) }.map { interval -> DayRemark in
      let ground = ground(interval, rule.excludedTime)
      return .excluded(ground: interval.ground, title: ground?.title, basis: ground?.basis)
    }
    return suspended + excluded
  }

  private func contains(_ interval: ClockInterval, _ date: LocalDate) -> Bool {
    interval.from.date <= date && interval.to.map { date <= $0.date } ?? true
  }

  private func ground(_ interval: ClockInterval, _ groups: [String]) -> SuspensionGround? {
    grounds.first { groups.contains($0.group) && $0.code == interval.ground }
  }
}
