public import Casework

/// When there is something to do about a clock, as derived from its ledger.
public struct ClockTimes: Sendable, Hashable {
  public var reading: ClockReading
  /// The first office hour in which a third, and in which a sixth of the period is left: at most 20 and 10 days.
  public var amberAt: Int64?
  public var redAt: Int64?
  /// 24:00 of the last day.
  public var expiresAt: Int64?

  /// The most days before the end of which the warnings are given.
  static let mostAmber = 20
  static let mostRed = 10

  init(_ clock: CaseClock, _ law: ClockLaw, at instant: Int64) throws(ClockRefusal) {
    let running = try law.running(clock.ledger, on: LocalDate(instant: instant))
    reading = running.reading(at: .instant(instant))
    expiresAt = reading.expiresAt
    guard clock.isOpen, running.rule.direction == .forward, let due = reading.due else { return }
    let length = (reading.progress?.run ?? 0) + max(0, reading.progress?.left ?? 0)
    amberAt = Self.warning(min(length / 3, Self.mostAmber), before: due, length / 3, running.rule, law)
    redAt = Self.warning(min(length / 6, Self.mostRed), before: due, length / 6, running.rule, law)
  }

  private static func warning(
    _ days: Int, before due: ClockMoment, _ hours: Int, _ rule: DeadlineRule, _ law: ClockLaw
  ) -> Int64? {
    switch due {
    case .instant(let instant):
      // A period in hours runs day and night: nobody can be told later than its end.
      return instant - Int64(hours) * 3_600_000
    case .day(let last):
      let day =
        rule.unit == .workingDays && days > 0
        ? LocalDate(daysSinceEpoch: law.calendar.day(days, workingDaysBefore: last.daysSinceEpoch))
        : last.adding(days: -days)
      return law.hours.next(day.start(), law.calendar)
    }
  }

  /// What is due first, and when; `nil` where the clock stands still or its end is recorded.
  func next(after clock: CaseClock) -> (what: ClockMilestone, at: Int64)? {
    guard clock.isOpen, clock.expiry == nil, let expiresAt else { return nil }
    if clock.told == nil, let amberAt, amberAt < min(redAt ?? expiresAt, expiresAt) { return (.amber, amberAt) }
    if clock.told != .red, let redAt, redAt < expiresAt { return (.red, redAt) }
    return (.expiry, expiresAt)
  }

  /// What is due at an instant: what was missed is not made up for.
  func due(_ clock: CaseClock, at instant: Int64) -> ClockMilestone? {
    guard clock.isOpen, clock.expiry == nil, let expiresAt else { return nil }
    if instant >= expiresAt { return .expiry }
    if clock.told != .red, let redAt, instant >= redAt { return .red }
    if clock.told == nil, let amberAt, instant >= amberAt { return .amber }
    return nil
  }
}

/// What can be due of a clock.
public enum ClockMilestone: String, Sendable, Hashable, CaseIterable {
  case amber, red, expiry
}

extension CaseClock {
  /// The clock as a guard sees it.
  func fact(_ law: ClockLaw, at instant: Int64) -> ClockFact {
    guard let reading = try? ClockTimes(self, law, at: instant).reading, let state = reading.progress?.state else {
      return ClockFact(state: isOpen ? .running : .stopped, lastDay: nil, extensions: ledger.extensions.count)
    }
    let stands: ClockFact.State =
      switch state {
      case .running: .running
      case .suspended, .waiting: .suspended
      case .expired: .expired
      case .answered, .answeredLate: .stopped
      }
    return ClockFact(state: stands, lastDay: reading.due?.date, extensions: ledger.extensions.count)
  }
}
