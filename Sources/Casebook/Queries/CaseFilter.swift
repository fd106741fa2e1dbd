public import Casework

/// Which cases to list; every condition that is set has to hold.
public struct CaseFilter: Sendable, Hashable {
  public var docket: Docket?
  public var route: RouteCode?
  public var state: String?
  public var region: String?
  public var isClosed: Bool?
  public var awaitsConfirmation: Bool?
  /// A flag of the route decision, for instance `short_deadline`.
  public var flag: String?
  /// A registration number: the cases of that registration.
  public var registration: String?
  /// Opened at or after, before: milliseconds since 1970-01-01 UTC.
  public var openedFrom: Int64?
  public var openedBefore: Int64?
  /// The identity of the last case of the page before; see ``CaseSummary/id``.
  public var before: Int64?
  public var limit: Int
  /// Leaves sealed cases out: to be set where a condition is about something that a sealed case does not show.
  public var hidesSealed = false

  public init(
    docket: Docket? = nil, route: RouteCode? = nil, state: String? = nil, region: String? = nil,
    isClosed: Bool? = nil, awaitsConfirmation: Bool? = nil, flag: String? = nil, registration: String? = nil,
    openedFrom: Int64? = nil, openedBefore: Int64? = nil, before: Int64? = nil, limit: Int = 50
  ) {
    self.docket = docket
    self.route = route
    self.state = state
    self.region = region
    self.isClosed = isClosed
    self.awaitsConfirmation = awaitsConfirmation
    self.flag = flag
    self.registration = registration
    self.openedFrom = openedFrom
    self.openedBefore = openedBefore
    self.before = before
    self.limit = limit
  }
}
