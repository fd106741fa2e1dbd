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
  /// What the steps ask for or settle, in the order of the file.
  public var data: [ProcedureDatum]
  /// `true` where the procedure is an office rule of ours and no law is claimed for it.
  public var isOfficeRule: Bool

  public init(
    id: String, title: Bilingual, initial: String, initialAlternatives: [String], states: [ProcedureState],
    transitions: [Transition], data: [ProcedureDatum] = [], isOfficeRule: Bool
  ) {
    self.id = id
    self.title = title
    self.initial = initial
    self.initialAlternatives = initialAlternatives
    self.states = states
    self.transitions = transitions
    self.data = data
    self.isOfficeRule = isOfficeRule
  }

  /// The state with this identifier.
  public func state(_ id: String) -> ProcedureState? { states.first { $0.id == id } }

  /// The datum with this name.
  public func datum(_ name: String) -> ProcedureDatum? { data.first { $0.name == name } }

  /// The states in which a case may open.
  public var openingStates: [String] { [initial] + initialAlternatives }

  /// What may happen to a case in this state.
  public func transitions(from state: String) -> [Transition] {
    transitions.filter { $0.from.contains(state) }
  }
}
