public import Casework

/// What a docket has to work: its open cases with the clock that decides, the overdue first, then those that are due
/// first, then the oldest.
public struct Worklist: Sendable, Hashable {
  public var docket: Docket
  /// When it was read, milliseconds since 1970-01-01 UTC.
  public var at: Int64
  public var counts: WorklistCounts
  public var entries: [WorklistEntry]
}

/// How the open cases of a docket stand; one case can count in several.
public struct WorklistCounts: Sendable, Hashable {
  public var open: Int64
  public var overdue: Int64
  public var red: Int64
  public var amber: Int64
  /// The clock that decides stands still.
  public var suspended: Int64
  /// An officer is asked whether a step follows, because a clock ran out.
  public var proposals: Int64
  public var awaitingConfirmation: Int64
  public var unassigned: Int64
}

/// A case of a worklist.
public struct WorklistEntry: Sendable, Hashable {
  public var summary: CaseSummary
  public var assignee: String?
  public var urgency: Urgency
  /// The clock that decides: of the duties that are open the one that ends first, else of the rights. `nil` where no clock
  /// is open, and of a sealed case.
  public var clock: ShownClock?
  /// The end of that clock, milliseconds since 1970-01-01 UTC.
  public var dueAt: Int64?
  /// Full days since the matter was received.
  public var age: Int

  public enum Urgency: String, Sendable, Hashable, CaseIterable {
    case overdue, red, amber
    /// A clock runs, and there is time.
    case inTime = "in_time"
    case suspended
    /// No clock is open.
    case none
  }
}

/// Which cases of a docket are wanted.
public enum WorklistFilter: String, Sendable, Hashable, CaseIterable {
  case overdue, red, amber, suspended
  /// An officer is asked whether a step follows.
  case proposals
  case awaiting
  case unassigned
}
