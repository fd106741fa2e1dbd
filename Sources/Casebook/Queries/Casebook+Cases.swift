import Casework
import Database
import Messages

extension Casebook {
  /// The cases that fit, newest first.
  public func cases(_ filter: CaseFilter) async throws -> [CaseSummary] {
    let reader = SummaryReader(procedures: procedures)
    let (sql, parameters) = filter.statement
    return try await database.read { connection in
      try connection.query(sql, parameters) { try reader.read($0) }
    }
  }

  /// One case with its history.
  ///
  /// - Parameter opensSealed: whether the reader may see the history of a sealed case. Its text stays sealed all the
  ///   same: only the docket's key opens that.
  public func caseFile(_ number: String, opensSealed: Bool = false) async throws -> CaseFile {
    let reader = CaseFileReader(procedures: procedures, law: law, now: now(), opensSealed: opensSealed)
    return try await database.read { try reader.read(number, on: $0) }
  }
}

extension CaseFilter {
  static let columns = """
    c.id, c.number, r.number, r.kind, c.docket, c.route, c.procedure_id, c.state, c.awaits_confirmation, c.is_primary,
    c.is_sealed, c.region, c.flags, c.decision, c.received_at, c.opened_at, c.changed_at, c.outcome, c.closed_at,
    c.sequence
    """

  var statement: (String, [SQLValue]) {
    var conditions: [String] = []
    var parameters: [SQLValue] = []
    func require(_ condition: (String) -> String, _ value: SQLValue) {
      parameters.append(value)
      conditions.append(condition("$\(parameters.count)"))
    }
    if let docket { require({ "c.docket = \($0)" }, .text(docket.rawValue)) }
    if let route { require({ "c.route = \($0)" }, .text(route.rawValue)) }
    if let state { require({ "c.state = \($0)" }, .text(state)) }
    if let region { require({ "c.region = \($0)" }, .text(region)) }
    if let registration { require({ "r.number = \($0)" }, .text(registration)) }
    if let openedFrom { require({ "c.opened_at >= \($0)" }, .integer(openedFrom)) }
    if let openedBefore { require({ "c.opened_at < \($0)" }, .integer(openedBefore)) }
    if let before { require({ "c.id < \($0)" }, .integer(before)) }
    if let flag { require({ "' ' || c.flags || ' ' LIKE \($0)" }, .text("% \(flag) %")) }
    if hidesSealed { conditions.append("NOT c.is_sealed") }
    if let isClosed { conditions.append("c.closed_at IS \(isClosed ? "NOT NULL" : "NULL")") }
    if let awaitsConfirmation {
      conditions.append(awaitsConfirmation ? "c.awaits_confirmation" : "NOT c.awaits_confirmation")
    }
    parameters.append(SQLValue(min(max(limit, 1), 10_000)))
    let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    return (
      """
      SELECT \(Self.columns) FROM case_file c JOIN registration r ON r.id = c.registration_id
      \(condition) ORDER BY c.id DESC LIMIT $\(parameters.count)
      """, parameters
    )
  }
}

/// Reads the columns of ``CaseFilter/columns``.
struct SummaryReader: Sendable {
  let procedures: [String: Procedure]

  func read(_ row: borrowing Row) throws -> CaseSummary {
    let number: String = try row.get(1)
    guard let docket = Docket(rawValue: try row.get(4)), let route = RouteCode(rawValue: try row.get(5)),
      let kind = Submission.Kind(rawValue: try row.get(3))
    else { throw CasebookError.inconsistent("case \(number) has an unknown docket, route or kind") }
    let procedure: String = try row.get(6)
    let state: String = try row.get(7)
    let isSealed: Bool = try row.get(10)
    let decision = try RouteDecisionCodec.decode(try row.get(13))
    let flags: String = try row.get(12)
    return CaseSummary(
      id: try row.get(0), number: number, registration: try row.get(2), kind: kind, docket: docket, route: route,
      procedure: procedure, state: state,
      stateTitle: procedures[procedure]?.state(state)?.title ?? Bilingual(state, state),
      awaitsConfirmation: try row.get(8), isPrimary: try row.get(9), isSealed: isSealed,
      region: isSealed ? nil : try row.get(11), flags: isSealed ? [] : flags.split(separator: " ").map(String.init),
      gate: decision.gate, confidence: decision.confidence,
      words: isSealed ? [] : decision.reasons.map(\.words).filter { !$0.isEmpty }, receivedAt: try row.get(14),
      openedAt: try row.get(15), changedAt: try row.get(16), outcome: try row.get(17), closedAt: try row.get(18),
      sequence: try row.get(19))
  }
}
