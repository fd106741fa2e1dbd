/// What guards may look at: a case at the moment of a step.
public struct CaseFacts: Sendable {
  /// The day of the step, in Shanghai.
  public var day: LocalDate
  /// The day on which the matter was received.
  public var receivedOn: LocalDate
  /// What the steps were told and settled so far, the newest value of each name; what this step is told goes first.
  public var data: [String: String]
  /// The newest clock of each rule that was ever started.
  public var clocks: [String: ClockFact]
  public var links: [LinkFact]
  /// How often each event has happened before.
  public var history: [String: Int]
  /// The state from which the case entered the present one; staying in a state does not change it.
  public var enteredFrom: String?
  /// The organ that acts.
  public var organ: String?
  /// The organs that the matter accuses.
  public var accused: Set<String>
  public var exclusivity: Exclusivity

  public init(
    day: LocalDate, receivedOn: LocalDate, data: [String: String] = [:], clocks: [String: ClockFact] = [:],
    links: [LinkFact] = [], history: [String: Int] = [:], enteredFrom: String? = nil, organ: String? = nil,
    accused: Set<String> = [], exclusivity: Exclusivity = Exclusivity()
  ) {
    self.day = day
    self.receivedOn = receivedOn
    self.data = data
    self.clocks = clocks
    self.links = links
    self.history = history
    self.enteredFrom = enteredFrom
    self.organ = organ
    self.accused = accused
    self.exclusivity = exclusivity
  }

  /// A day by its origin; `nil` where it is not known.
  func day(_ origin: DayOrigin) -> LocalDate? { origin.day(step: day, receipt: receivedOn, data: data) }
}

/// A clock as a guard sees it on the day of the step.
public struct ClockFact: Sendable, Hashable {
  public enum State: String, Sendable, Hashable, CaseIterable {
    case running
    case suspended
    /// Its last day is over and nothing has answered it.
    case expired
    /// A step has answered it.
    case stopped
  }

  public var state: State
  /// The last day as it stands; `nil` while it cannot be said, because the clock is suspended.
  public var lastDay: LocalDate?
  public var extensions: Int

  public init(state: State, lastDay: LocalDate? = nil, extensions: Int = 0) {
    self.state = state
    self.lastDay = lastDay
    self.extensions = extensions
  }
}

/// A linked case as a guard sees it.
public struct LinkFact: Sendable, Hashable {
  public var kind: CaseLinkKind
  public var procedure: String
  /// The standings of that case in the exclusivity table; see ``Exclusivity/standings(procedure:state:data:)``.
  public var standings: Set<String>

  public init(kind: CaseLinkKind, procedure: String, standings: Set<String> = []) {
    self.kind = kind
    self.procedure = procedure
    self.standings = standings
  }
}
