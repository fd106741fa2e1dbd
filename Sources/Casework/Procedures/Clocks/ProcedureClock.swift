/// What a procedure says of one of its clocks.
public struct ProcedureClock: Sendable, Hashable {
  /// The identifier of the rule in the table of periods.
  public var rule: String
  /// What follows when the clock runs out; where several fit the case's state, the first.
  public var onExpiry: [ProcedureExpiry]
  /// `true` where the clock goes on after the case is closed, for instance the right to sue.
  public var outlives: Bool

  public init(rule: String, onExpiry: [ProcedureExpiry], outlives: Bool = false) {
    self.rule = rule
    self.onExpiry = onExpiry
    self.outlives = outlives
  }

  /// What follows in a state.
  public func effect(in state: String) -> ProcedureExpiry? { onExpiry.first { $0.applies(in: state) } }
}

/// What follows when a clock runs out.
public struct ProcedureExpiry: Sendable, Hashable {
  public var consequence: Consequence
  /// Only in these states; everywhere when empty.
  public var states: [String]
  /// The effect in the law's words.
  public var wording: Bilingual
  /// The article; `nil` where it is the one of the rule.
  public var basis: String?

  public enum Consequence: Sendable, Hashable {
    /// The system records this event by itself, dated on the clock's last day.
    case record(event: String)
    /// An officer is asked whether to take this event, dated on the clock's last day: the law asks for more than time.
    case propose(event: String)
    /// The state stays; that is recorded, and told to whom it concerns.
    case note(Note)
  }

  /// What is recorded where the state stays.
  public enum Note: String, Sendable, Hashable, CaseIterable {
    /// A duty was not done in time: a breach, for reminder and supervision.
    case overdue
    /// A right or power is lost.
    case lapsed
    /// Somebody may now take another way, for instance sue because there is no decision.
    case remedyOpens = "remedy_opens"
  }

  public init(_ consequence: Consequence, in states: [String] = [], wording: Bilingual, basis: String? = nil) {
    self.consequence = consequence
    self.states = states
    self.wording = wording
    self.basis = basis
  }

  public func applies(in state: String) -> Bool { states.isEmpty || states.contains(state) }

  /// The event that is recorded or proposed.
  public var event: String? {
    switch consequence {
    case .record(let event), .propose(let event): event
    case .note: nil
    }
  }
}
