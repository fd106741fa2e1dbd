public import Casework

/// By what the clocks of cases are reckoned: the table of periods, the calendar, and the office's hours.
public struct ClockLaw: Sendable {
  public var deadlines: DeadlineTable
  public var calendar: WorkingCalendar
  public var hours: OfficeHours

  public init(
    deadlines: DeadlineTable = DeadlineTable(rules: []), calendar: WorkingCalendar = WorkingCalendar(years: []),
    hours: OfficeHours = OfficeHours()
  ) {
    self.deadlines = deadlines
    self.calendar = calendar
    self.hours = hours
  }

  /// The ledger with its rule as it holds on a day.
  func running(_ ledger: ClockLedger, on day: LocalDate) throws(ClockRefusal) -> RunningClock {
    let rule = try deadlines.rule(ledger.rule, startingOn: ledger.start.at.date, on: day)
    return RunningClock(ledger, under: rule, calendar: calendar, grounds: grounds(of: rule))
  }

  func grounds(of rule: DeadlineRule) -> [SuspensionGround] {
    deadlines.grounds(of: rule) + deadlines.grounds(of: rule, excluding: true)
  }
}

/// When people can be told something: on working days between two hours, Shanghai's time.
public struct OfficeHours: Sendable, Hashable {
  /// Minutes after midnight.
  public var opens: Int
  public var closes: Int

  public init(opens: Int = 9 * 60, closes: Int = 17 * 60 + 30) {
    self.opens = opens
    self.closes = closes
  }

  /// The first instant within the hours that is not before `instant`.
  func next(_ instant: Int64, _ calendar: WorkingCalendar) -> Int64 {
    let date = LocalDate(instant: instant)
    let close = date.start() + Int64(closes) * 60_000
    if calendar.isWorkingDay(date), instant < close { return max(instant, date.start() + Int64(opens) * 60_000) }
    let day = LocalDate(daysSinceEpoch: calendar.workingDay(notBefore: date.daysSinceEpoch + 1))
    return day.start() + Int64(opens) * 60_000
  }
}
