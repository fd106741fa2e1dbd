public import Casework
public import Messages

/// A case in a list. Of a sealed case only number, docket, state and times are filled in.
public struct CaseSummary: Sendable, Hashable {
  public var id: Int64
  public var number: String
  public var registration: String
  public var kind: Submission.Kind
  public var docket: Docket
  public var route: RouteCode
  public var procedure: String
  public var state: String
  public var stateTitle: Bilingual
  public var awaitsConfirmation: Bool
  public var isPrimary: Bool
  public var isSealed: Bool
  public var region: String?
  public var flags: [String]
  public var gate: String
  public var confidence: RouteDecision.Confidence
  /// The words that decided, as the citizen wrote them.
  public var words: [String]
  public var receivedAt: Int64
  public var openedAt: Int64
  public var changedAt: Int64
  public var outcome: String?
  public var closedAt: Int64?
  public var sequence: Int
}

/// Everything about one case.
public struct CaseFile: Sendable, Hashable {
  public var summary: CaseSummary
  public var decision: RouteDecision
  public var excerpt: String?
  public var listVersion: String
  public var key: BusinessKey
  public var channel: Submission.Channel
  public var registeredAt: Int64
  /// Canonical JSON of the submission; of a sealed case the sealed form. Empty where it must not be shown.
  public var submission: [UInt8]
  public var parties: [Party]
  public var events: [CaseEvent]
  /// The other cases of the same registration.
  public var siblings: [String]
  /// The numbers of earlier matters that this one goes on from.
  public var previous: [String]
  /// How often the same submission came again.
  public var repetitions: Int
  /// The steps that are open now.
  public var allowed: [Transition]
  /// How the case ended; `nil` while it is open.
  public var outcome: CaseOutcome?
  /// What the steps so far asked for and settled, by name; a later step's value stands for an earlier one's.
  public var data: [ExtraField]
  /// In the order in which they were started; none of a sealed case.
  public var clocks: [ShownClock]
  /// Links to other cases, those that were made from there seen from this one.
  public var links: [CaseLink]
  public var assignee: String?
}
