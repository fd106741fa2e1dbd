/// A clock that a step, or the opening of a case, starts.
public struct ClockStart: Sendable, Hashable {
  /// The identifier of the clock's rule in the table of periods, for instance `ar.review`.
  public var rule: String
  /// The day of the event that the period is counted from.
  public var from: DayOrigin
  /// What has to hold for the clock to start; all of them.
  public var conditions: [Predicate]

  public init(rule: String, from: DayOrigin = .step, conditions: [Predicate] = []) {
    self.rule = rule
    self.from = from
    self.conditions = conditions
  }
}

/// Which day a clock is counted from, or a guard looks at.
public enum DayOrigin: Sendable, Hashable {
  /// The day of the step. A step that the scheduler records because a clock ran out has the last day of that clock.
  case step
  /// The day on which the matter was received.
  case receipt
  /// A date among the case's data, for instance `served_on`.
  case datum(String)
}

extension DayOrigin {
  /// The day itself; `nil` where the datum is not known.
  public func day(step: LocalDate, receipt: LocalDate, data: [String: String]) -> LocalDate? {
    switch self {
    case .step: step
    case .receipt: receipt
    case .datum(let name): data[name].flatMap { LocalDate(reading: $0) }
    }
  }
}
