/// One state of a procedure.
public struct ProcedureState: Sendable, Hashable {
  public var id: String
  public var title: Bilingual
  /// How the matter ended, when the state ends it.
  public var outcome: StateOutcome?
  /// What a case in this state waits for; a state that ends the case waits for nothing.
  public var wait: StateWait?

  /// A terminal state ends the case.
  public var isTerminal: Bool { outcome != nil }

  public init(id: String, title: Bilingual, outcome: StateOutcome? = nil, wait: StateWait? = nil) {
    self.id = id
    self.title = title
    self.outcome = outcome
    self.wait = wait
  }
}

/// What a terminal state says of the matter's end.
public struct StateOutcome: Sendable, Hashable {
  /// For instance `agreed`, `failed`, `withdrawn`, `decided`.
  public var code: String
  public var title: Bilingual
  /// The datum that says more, for instance `decision`; one of the procedure's data.
  public var detail: String?

  public init(code: String, title: Bilingual, detail: String? = nil) {
    self.code = code
    self.title = title
    self.detail = detail
  }
}
