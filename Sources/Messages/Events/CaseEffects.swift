public import Casework

/// What an event did beside taking its case from one state to another. With these, state, place, links and clocks of a
/// case can be rebuilt from its events alone.
public struct CaseEffects: Sendable, Hashable {
  /// The role in which the actor took the step; see ``ProcedureRole``.
  public var role: String?
  /// The day on which the step was taken, where that was not the day on which it was recorded.
  public var day: LocalDate?
  /// Where the case stands from now on, when the event changed that.
  public var place: CasePlace?
  /// Who works the case from now on, when the event changed that; empty: nobody.
  public var assignee: String?
  /// In the order in which they were made.
  public var clocks: [ClockChange]
  /// New links; of a correction, all that the case has made.
  public var links: [CaseLink]
  public var correction: CaseCorrection?

  public init(
    role: String? = nil, day: LocalDate? = nil, place: CasePlace? = nil, assignee: String? = nil,
    clocks: [ClockChange] = [], links: [CaseLink] = [], correction: CaseCorrection? = nil
  ) {
    self.role = role
    self.day = day
    self.place = place
    self.assignee = assignee
    self.clocks = clocks
    self.links = links
    self.correction = correction
  }

  public var isEmpty: Bool { self == CaseEffects() }
}

/// Where a case is worked, and by which rules.
public struct CasePlace: Sendable, Hashable {
  public var procedure: String
  public var docket: Docket
  public var route: RouteCode
  /// The route is a proposal until a person confirms it.
  public var awaitsConfirmation: Bool
  public var isSealed: Bool

  public init(procedure: String, docket: Docket, route: RouteCode, awaitsConfirmation: Bool, isSealed: Bool) {
    self.procedure = procedure
    self.docket = docket
    self.route = route
    self.awaitsConfirmation = awaitsConfirmation
    self.isSealed = isSealed
  }
}

/// Another case that this one has to do with.
public struct CaseLink: Sendable, Hashable {
  public var kind: CaseLinkKind
  /// The other case's number.
  public var number: String

  public init(_ kind: CaseLinkKind, _ number: String) {
    self.kind = kind
    self.number = number
  }
}

/// That an event was entered by mistake, and who approved saying so. What would have been right is the correcting event's
/// data; the mistaken one stays where it stands.
public struct CaseCorrection: Sendable, Hashable {
  /// The mistaken event.
  public var sequence: Int
  /// The step that should have stood there; `nil`: none.
  public var event: String?
  /// Who approved the correction.
  public var approver: String
  /// The state from which the case, as it is now known, entered its present one.
  public var enteredFrom: String?

  public init(sequence: Int, event: String?, approver: String, enteredFrom: String? = nil) {
    self.sequence = sequence
    self.event = event
    self.approver = approver
    self.enteredFrom = enteredFrom
  }
}
