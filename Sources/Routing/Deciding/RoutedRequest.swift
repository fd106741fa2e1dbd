public import Messages

/// One request of a submission with its route.
public struct RoutedRequest: Sendable, Hashable {
  /// The way it takes, and why.
  public var decision: RouteDecision
  /// Whether this request's right ends first (rule K4), or it is the only one.
  public var isPrimary: Bool
  /// The words of the submission that make up this request; `nil`: all of them.
  public var excerpt: String?
  /// The clause of the gate that decided.
  public var clause: String
  /// What is known of the matter, by the list's `facts`; empty unless an explanation was asked for.
  public var facts: [RoutedFact]
  /// The gates that were asked and why they did not decide; empty unless an explanation was asked for.
  public var considered: [ConsideredGate]
}

/// Something known of a matter, with what it was read from.
public struct RoutedFact: Sendable, Hashable {
  /// For instance `asks_for`.
  public var name: String
  /// For instance `repair`.
  public var value: String
  /// The words that led to it.
  public var reasons: [RouteReason]
}

/// A gate that was asked.
public struct ConsideredGate: Sendable, Hashable {
  /// For instance `G7`.
  public var gate: String
  /// What an officer calls it.
  public var title: String
  /// For each of its clauses, why it did not hold.
  public var clauses: [ConsideredClause]
  /// The gates to which it gave way although it held.
  public var gaveWayTo: [String]
}

/// A clause that was asked and did not hold.
public struct ConsideredClause: Sendable, Hashable {
  /// The clause's name.
  public var clause: String
  /// The names of what was missing: of several alternatives, each.
  public var missing: [String]
  /// The names of what stood against it.
  public var against: [String]
}

/// What a text accuses somebody in office of, and where.
public struct Accusation: Sendable, Hashable {
  /// Which of the text to seal, as UTF-8 offsets, in order; the whole text where it holds nothing else.
  public var ranges: [Range<Int>]
  /// Whether the whole text is to be sealed.
  public var isWhole: Bool
  /// How sure the list is; a doubtful one is sealed too, and a person may open it (rule K11).
  public var confidence: RouteDecision.Confidence
  /// The clause of the gate G2 that held.
  public var clause: String
}
