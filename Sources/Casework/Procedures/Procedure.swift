/// A state machine that the law, or an office rule, gives a kind of case.
public struct Procedure: Sendable, Hashable {
  /// For instance `reconsideration`, `hotline_work_order`.
  public var id: String
  public var title: Bilingual
  public var initial: String
  /// Other states in which a case may open.
  public var initialAlternatives: [String]
  /// In the order of the file.
  public var states: [ProcedureState]
  public var transitions: [Transition]
  /// `true` where the procedure is an office rule of ours and no law is claimed for it.
  public var isOfficeRule: Bool

  public init(
    id: String, title: Bilingual, initial: String, initialAlternatives: [String], states: [ProcedureState],
    transitions: [Transition], isOfficeRule: Bool
  ) {
    self.id = id
    self.title = title
    self.initial = initial
    self.initialAlternatives = initialAlternatives
    self.states = states
    self.transitions = transitions
    self.isOfficeRule = isOfficeRule
  }

  /// The state with this identifier.
  public func state(_ id: String) -> ProcedureState? { states.first { $0.id == id } }

  /// What may happen to a case in this state.
  public func transitions(from state: String) -> [Transition] {
    transitions.filter { $0.from.contains(state) }
  }
}

/// One state of a procedure.
public struct ProcedureState: Sendable, Hashable {
  public var id: String
  public var title: Bilingual
  /// A terminal state ends the case; it carries the outcome's code.
  public var isTerminal: Bool

  public init(id: String, title: Bilingual, isTerminal: Bool) {
    self.id = id
    self.title = title
    self.isTerminal = isTerminal
  }
}

/// One allowed step of a procedure.
public struct Transition: Sendable, Hashable {
  public var event: String
  public var title: Bilingual
  /// Any of these states.
  public var from: [String]
  public var to: String
  /// What must hold, in the law's words; empty when nothing is asked.
  public var guardText: String
  /// The role that may take the step, for instance `hotline_agent`.
  public var actor: String
  /// The article of law, or `design` for a choice of ours.
  public var basis: String
  /// Names of `--data` fields that the step asks for, with the values allowed; an empty list of values means any text.
  public var requires: [RequiredDatum]

  public init(
    event: String, title: Bilingual, from: [String], to: String, guardText: String, actor: String, basis: String,
    requires: [RequiredDatum]
  ) {
    self.event = event
    self.title = title
    self.from = from
    self.to = to
    self.guardText = guardText
    self.actor = actor
    self.basis = basis
    self.requires = requires
  }
}

/// A datum that a transition cannot do without, for instance the kind of a decision.
public struct RequiredDatum: Sendable, Hashable {
  public var name: String
  public var title: Bilingual
  public var form: Form

  /// What the value has to look like.
  public enum Form: Sendable, Hashable {
    case text
    case date
    case integer
    /// An amount in yuan.
    case amount
    case oneOf([String])
  }

  public init(name: String, title: Bilingual, form: Form) {
    self.name = name
    self.title = title
    self.form = form
  }
}
