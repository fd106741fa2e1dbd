public import ArgumentParser
public import Casebook
public import Casework
public import Messages

extension Docket: ExpressibleByArgument {}

extension RouteCode: ExpressibleByArgument {}

extension Submission.Kind: ExpressibleByArgument {}

extension LocalDate: ExpressibleByArgument {
  /// `2026-11-23`
  public init?(argument: String) {
    self.init(argument)
  }
}

extension ClockMoment: ExpressibleByArgument {
  /// `2026-11-23`, or a date-time with its offset.
  public init?(argument: String) {
    self.init(argument)
  }
}
extension WorklistFilter: ExpressibleByArgument {}
