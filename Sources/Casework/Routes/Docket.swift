/// Where cases of one kind are worked: each docket is a topic of the log, a consumer group, and an office.
public enum Docket: String, Sendable, Hashable, CaseIterable {
  case workOrder = "work-order"
  case mediation
  case reconsideration
  case litigationSeparation = "litigation-separation"
  case petition
  case supervision

  /// The topic that feeds the docket.
  public var topic: String { "docket.\(rawValue)" }

  public var title: Bilingual {
    switch self {
    case .workOrder: Bilingual("热线工单", "work orders")
    case .mediation: Bilingual("调解", "mediation")
    case .reconsideration: Bilingual("行政复议", "reconsideration")
    case .litigationSeparation: Bilingual("诉访分离", "litigation separation")
    case .petition: Bilingual("信访", "petitions")
    case .supervision: Bilingual("纪检监察（密封）", "supervision, sealed")
    }
  }
}

/// A row of the table that says how a route is worked (`Config/routes.yaml`).
public struct RouteAssignment: Sendable, Hashable {
  public var route: RouteCode
  public var docket: Docket
  /// Names the procedure; see ``Procedure/id``.
  public var procedure: String
  /// The state in which a case of this route opens; one of the procedure's states.
  public var firstState: String
  /// Whether a person must confirm before anything leaves the house (rule K9 of the routing table; 个人信息保护法第24条第3款).
  public var awaitsConfirmation: Bool

  public init(
    route: RouteCode, docket: Docket, procedure: String, firstState: String, awaitsConfirmation: Bool
  ) {
    self.route = route
    self.docket = docket
    self.procedure = procedure
    self.firstState = firstState
    self.awaitsConfirmation = awaitsConfirmation
  }
}
