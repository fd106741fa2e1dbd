/// Derives a clock's dates from its ledger, under one version of its rule and a calendar.
///
/// A value without state: the same ledger gives the same reading. Nothing here looks at the machine's clock or time zone.
public struct ClockReckoner: Sendable {
  public let rule: DeadlineRule
  public let calendar: WorkingCalendar

  public init(rule: DeadlineRule, calendar: WorkingCalendar) {
    self.rule = rule
    self.calendar = calendar
  }

  /// What follows from the ledger.
  ///
  /// - Parameters:
  ///   - moment: the instant for which days used and left are asked; a day means its end.
  /// - Throws: what the rule does not allow.
  public func reading(of ledger: ClockLedger, at moment: ClockMoment? = nil) throws(ClockRefusal) -> ClockReading {
    try ClockCheck(rule: rule, calendar: calendar, asOf: moment).check(ledger)
    return derive(ledger, at: moment)
  }

  /// What follows from a ledger that was checked when its facts were taken in.
  public func derive(_ ledger: ClockLedger, at moment: ClockMoment? = nil) -> ClockReading {
    if rule.unit == .hours { return HourReckoning(rule: rule, ledger: ledger).reading(at: moment) }
    return DayReckoning(rule: rule, calendar: calendar, ledger: ledger).reading(at: moment)
  }
}
