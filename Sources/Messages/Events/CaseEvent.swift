public import Casework

/// Something that happened to a case: the value of a record on `case-events`, keyed by the case number.
///
/// An event on the log names no person beside the acting officer. The events of a sealed case carry nothing but number,
/// sequence and time.
public struct CaseEvent: Sendable, Hashable {
  public var number: String
  /// From 1, without a gap; lets a reader restore the order.
  public var sequence: Int
  /// `opened`, or the event of the procedure's transition.
  public var event: String
  public var procedure: String
  public var docket: Docket
  public var route: RouteCode
  /// `nil` for the opening.
  public var from: String?
  public var to: String
  /// Milliseconds since 1970-01-01 UTC.
  public var at: Int64
  public var actor: String
  public var organ: String?
  public var reason: String
  public var basis: String
  /// What the transition asked for, by name.
  public var data: [ExtraField]
  /// The code of the terminal state, when this event ended the case.
  public var outcome: String?
  /// What it did beside moving the state.
  public var effects: CaseEffects
  /// The hash of the event before this one, and its own: the case's chain.
  public var previousHash: String
  public var hash: String
  public var isSealed: Bool

  public init(
    number: String, sequence: Int, event: String, procedure: String, docket: Docket, route: RouteCode, from: String?,
    to: String, at: Int64, actor: String, organ: String?, reason: String, basis: String, data: [ExtraField],
    outcome: String?, effects: CaseEffects = CaseEffects(), previousHash: String, hash: String, isSealed: Bool
  ) {
    self.number = number
    self.sequence = sequence
    self.event = event
    self.procedure = procedure
    self.docket = docket
    self.route = route
    self.from = from
    self.to = to
    self.at = at
    self.actor = actor
    self.organ = organ
    self.reason = reason
    self.basis = basis
    self.data = data
    self.outcome = outcome
    self.effects = effects
    self.previousHash = previousHash
    self.hash = hash
    self.isSealed = isSealed
  }
}
