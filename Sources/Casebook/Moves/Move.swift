public import Casework
public import Messages

/// What somebody asks for: one step of a case.
public struct Move: Sendable, Hashable {
  public var number: String
  /// The event of a transition of the case's procedure, or a step that every case knows.
  public var event: String
  public var actor: String
  /// The role in which the actor takes the step; one of the transition's. See ``ProcedureRole``.
  public var role: String?
  public var organ: String?
  public var reason: String
  /// The day on which the step was taken, Shanghai's; `nil`: today.
  public var day: LocalDate?
  public var data: [ExtraField]
  /// The sequence number that the officer saw; another one now means that somebody was faster. `nil`: whatever it is.
  public var expectedSequence: Int?
  /// Set for the event ``correct``: which earlier event was entered by mistake, and what would have been right; the right
  /// data are then ``data``.
  public var correction: Correction?

  /// Says that an event was entered by mistake.
  public static let correct = "correct"

  public struct Correction: Sendable, Hashable {
    /// The mistaken event's place in the case.
    public var sequence: Int
    public var right: Right
    /// Who approved the correction; somebody else than the actor.
    public var approver: String

    public enum Right: Sendable, Hashable {
      /// The same step, with other data or on another day.
      case sameStep
      case step(String)
      /// Nothing should have stood there.
      case nothing
    }

    public init(sequence: Int, right: Right, approver: String) {
      self.sequence = sequence
      self.right = right
      self.approver = approver
    }
  }

  public init(
    number: String, event: String, actor: String, role: String? = nil, organ: String? = nil, reason: String,
    day: LocalDate? = nil, data: [ExtraField] = [], expectedSequence: Int? = nil, correction: Correction? = nil
  ) {
    self.number = number
    self.event = event
    self.actor = actor
    self.role = role
    self.organ = organ
    self.reason = reason
    self.day = day
    self.data = data
    self.expectedSequence = expectedSequence
    self.correction = correction
  }
}
