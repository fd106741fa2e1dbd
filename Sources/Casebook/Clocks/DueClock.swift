/// A clock about which there is something to do.
public struct DueClock: Sendable, Hashable {
  /// The case's number.
  public var number: String
  /// The clock's name in its case.
  public var clock: String
  /// Since when, milliseconds since 1970-01-01 UTC.
  public var since: Int64

  public init(number: String, clock: String, since: Int64) {
    self.number = number
    self.clock = clock
    self.since = since
  }
}
