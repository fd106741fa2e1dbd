public import Casework

/// A clock of a case with what is derived from it for a moment: for whoever looks at the case.
public struct ShownClock: Sendable, Hashable {
  public var clock: CaseClock
  /// The version of the rule under which it runs; `nil` where the rules do not have it any more.
  public var rule: DeadlineRule?
  public var times: ClockTimes?

  init(_ clock: CaseClock, _ law: ClockLaw, at instant: Int64) {
    self.clock = clock
    rule = try? law.deadlines.rule(
      clock.rule, startingOn: clock.ledger.start.at.date, on: LocalDate(instant: instant))
    times = try? ClockTimes(clock, law, at: instant)
  }

  public var state: ClockState? { times?.reading.progress?.state }
}
