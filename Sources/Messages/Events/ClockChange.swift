public import Casework

/// One entry that an event made in the ledger of a clock. A clock's dates are derived from its entries and the calendar;
/// the entries hold none of them but what was true when they were made.
public struct ClockChange: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case start
    /// What was awaited has come, or the clock has no more object.
    case stop
    case suspend
    case resume
    /// More time was granted.
    case extend
    /// Days that do not count, known with both ends.
    case exclude
    /// The clock begins anew from another day, for the reason that its ground names.
    case restart
    /// Everything entered for this clock so far was wrong: the entries after this one stand in its place.
    case reset
    /// A third, and a sixth of the period was left: told once.
    case amber
    case red
    /// The period is over, and what the rule says of that has been done.
    case expire
    /// The period is over, and an officer is asked whether the step that the law attaches to it is to be taken.
    case propose
  }

  public var kind: Kind
  /// The clock's name in its case: that of its rule, with `#2` for the second of one rule, and so on.
  public var clock: String
  /// Of a start: the rule's name, and from when on the version of it that counts was in force.
  public var rule: String?
  public var version: LocalDate?
  /// The day or the moment of the entry: of the starting event, the first or the last day of an interval, the grant.
  public var at: ClockMoment?
  /// Of an interval with both ends: its last day.
  public var until: ClockMoment?
  /// The ground of a suspension, an exclusion, an extension or a restart.
  public var ground: String?
  public var length: Int?
  public var unit: String?
  /// Who approved an extension.
  public var approver: String?
  /// Of an end or a proposal: the step that follows.
  public var event: String?

  public init(
    _ kind: Kind, _ clock: String, rule: String? = nil, version: LocalDate? = nil, at: ClockMoment? = nil,
    until: ClockMoment? = nil, ground: String? = nil, length: Int? = nil, unit: String? = nil,
    approver: String? = nil, event: String? = nil
  ) {
    self.kind = kind
    self.clock = clock
    self.rule = rule
    self.version = version
    self.at = at
    self.until = until
    self.ground = ground
    self.length = length
    self.unit = unit
    self.approver = approver
    self.event = event
  }
}
