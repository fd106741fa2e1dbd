/// The kinds of procedure between which matters exclude each other.
public enum ProcedureFamily: String, Sendable, Hashable, CaseIterable {
  case hotline, petition, mediation, reconsideration, litigation
}

/// Where a matter stands already, for instance accepted by a court; a name of the exclusivity table.
public struct MatterStanding: Sendable, Hashable {
  public var id: String
  public var title: Bilingual
  /// The states in which a case has this standing, by procedure.
  public var states: [String: Set<String>]
  /// The values that a datum of the case must have besides, if any: name and values.
  public var data: [String: Set<String>]

  public init(id: String, title: Bilingual, states: [String: Set<String>], data: [String: Set<String>] = [:]) {
    self.id = id
    self.title = title
    self.states = states
    self.data = data
  }

  /// Whether a case stands so.
  public func covers(procedure: String, state: String, data: [String: String]) -> Bool {
    guard states[procedure]?.contains(state) == true else { return false }
    return self.data.allSatisfy { name, values in data[name].map(values.contains) ?? false }
  }
}

/// One cell of the exclusivity table: what a standing means for a procedure that is asked for.
public struct ExclusivityRule: Sendable, Hashable {
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case allowed
    /// Not taken in; the matter stays where it is, and the citizen is told.
    case refused
    /// Allowed under a condition that a person judges, as `wording` says.
    case conditional
  }

  public var standing: String
  public var family: ProcedureFamily
  public var verdict: Verdict
  public var wording: Bilingual
  /// The article; `design` where the cell is a default of ours.
  public var basis: String
  /// `true` where a rule was read for the cell (°); else it is a sensible default, to be confirmed with a lawyer.
  public var isRead: Bool

  public init(
    standing: String, family: ProcedureFamily, verdict: Verdict, wording: Bilingual, basis: String, isRead: Bool
  ) {
    self.standing = standing
    self.family = family
    self.verdict = verdict
    self.wording = wording
    self.basis = basis
    self.isRead = isRead
  }
}

/// Which procedures a matter may still take, given where it stands already.
public struct Exclusivity: Sendable, Hashable {
  public var standings: [MatterStanding]
  public var rules: [ExclusivityRule]

  public init(standings: [MatterStanding] = [], rules: [ExclusivityRule] = []) {
    self.standings = standings
    self.rules = rules
  }

  /// The cell of the table.
  public func rule(_ standing: String, _ family: ProcedureFamily) -> ExclusivityRule? {
    rules.first { $0.standing == standing && $0.family == family }
  }

  /// How a case of the same matter stands; several are possible.
  public func standings(procedure: String, state: String, data: [String: String]) -> [MatterStanding] {
    standings.filter { $0.covers(procedure: procedure, state: state, data: data) }
  }

  /// The rules that forbid a procedure, given the standings of the linked cases of the same matter.
  public func refusals(of family: ProcedureFamily, standings: Set<String>) -> [ExclusivityRule] {
    rules.filter { $0.family == family && $0.verdict == .refused && standings.contains($0.standing) }
  }
}
