/// A state machine that the law, or an office rule, gives a kind of case.
public struct Procedure: Sendable, Hashable {
  /// For instance `reconsideration`, `hotline_work_order`.
  public var id: String
  public var title: Bilingual
  public var initial: String
  /// Other states in which a case may open.
  public var initialAlternatives: [String]
  /// The clocks that start when a case opens in a state.
  public var openings: [ProcedureOpening]
  /// In the order of the file.
  public var states: [ProcedureState]
  public var transitions: [Transition]
  /// Every clock that may run, and what follows when it runs out.
  public var clocks: [ProcedureClock]
  /// What the steps ask for or settle, in the order of the file.
  public var data: [ProcedureDatum]
  /// `true` where the procedure is an office rule of ours and no law is claimed for it.
  public var isOfficeRule: Bool

  public init(
    id: String, title: Bilingual, initial: String, initialAlternatives: [String] = [],
    openings: [ProcedureOpening] = [], states: [ProcedureState], transitions: [Transition],
    clocks: [ProcedureClock] = [], data: [ProcedureDatum] = [], isOfficeRule: Bool
  ) {
    self.id = id
    self.title = title
    self.initial = initial
    self.initialAlternatives = initialAlternatives
    self.openings = openings
    self.states = states
    self.transitions = transitions
    self.clocks = clocks
    self.data = data
    self.isOfficeRule = isOfficeRule
  }

  /// The state with this identifier.
  public func state(_ id: String) -> ProcedureState? { states.first { $0.id == id } }

  /// The datum with this name.
  public func datum(_ name: String) -> ProcedureDatum? { data.first { $0.name == name } }

  /// What the procedure says of a clock, by the clock's rule.
  public func clock(_ rule: String) -> ProcedureClock? { clocks.first { $0.rule == rule } }

  /// The states in which a case may open.
  public var openingStates: [String] { [initial] + initialAlternatives }

  /// The clocks that start when a case opens in this state.
  public func clocksAtOpening(in state: String) -> [ClockStart] {
    openings.first { $0.state == state }?.starts ?? []
  }

  /// What may happen to a case in this state; an event may stand there several times, with guards that exclude each
  /// other.
  public func transitions(from state: String) -> [Transition] {
    transitions.filter { $0.from.contains(state) }
  }
}

/// The clocks that start when a case opens.
public struct ProcedureOpening: Sendable, Hashable {
  public var state: String
  public var starts: [ClockStart]

  public init(state: String, starts: [ClockStart]) {
    self.state = state
    self.starts = starts
  }
}
