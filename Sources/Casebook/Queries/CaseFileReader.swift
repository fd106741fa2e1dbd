public import Casework
public import Database
public import Messages

extension Party.Role: SQLReadable {}
extension Party.Kind: SQLReadable {}
extension Submission.Channel: SQLReadable {}

/// Puts one case together from its rows.
struct CaseFileReader: Sendable {
  let procedures: [String: Procedure]
  let law: ClockLaw
  let now: Int64
  let opensSealed: Bool

  func read(_ number: String, on connection: any SQLConnection) throws -> CaseFile {
    let summary = try summary(number, on: connection)
    let hides = summary.isSealed && !opensSealed
    guard
      let registrationID: Int64 = try connection.scalar(
        "SELECT registration_id FROM case_file WHERE id = $1", .integer(summary.id))
    else { throw CasebookError.inconsistent("case \(number) has no registration") }
    let file: CaseFile? = try connection.queryOne(
      """
      SELECT c.decision, c.excerpt, c.list_version, r.source, r.external_id, r.channel, r.registered_at, r.body,
        coalesce(p.times, 0)
      FROM case_file c JOIN registration r ON r.id = c.registration_id
        LEFT JOIN repetition p ON p.registration_id = r.id
      WHERE c.id = $1
      """, .integer(summary.id)
    ) { row in
      var decision = try RouteDecisionCodec.decode(try row.get(0))
      if hides { decision.reasons = [] }
      return CaseFile(
        summary: summary, decision: decision, excerpt: hides ? nil : try row.get(1), listVersion: try row.get(2),
        key: BusinessKey(source: try row.get(3), externalID: try row.get(4)), channel: try row.get(5),
        registeredAt: try row.get(6), submission: hides ? [] : try row.get(7), parties: [], events: [],
        siblings: [], previous: [], repetitions: try row.get(8), allowed: [], outcome: nil, data: [],
        clocks: [], links: [], assignee: nil)
    }
    guard var file else { throw CasebookError.unknownCase(number) }
    file.events = try events(summary.id, on: connection).map { hides ? $0.withoutContent : $0 }
    file.parties = hides ? [] : try parties(registrationID, on: connection)
    file.siblings = try connection.query(
      "SELECT number FROM case_file WHERE registration_id = $1 AND id <> $2 ORDER BY request",
      .integer(registrationID), .integer(summary.id)
    ) { try $0.get(0) }
    file.previous = try connection.query(
      """
      SELECT r.number FROM case_link l JOIN registration r ON r.id = l.other_registration_id
      WHERE l.case_id = $1 ORDER BY r.id
      """, .integer(summary.id)
    ) { try $0.get(0) }
    file.allowed = allowed(summary)
    let standing = try CaseInHand.load(id: summary.id, on: connection).standing
    if !hides {
      file.data = data(standing)
      file.clocks = standing.clocks.map { ShownClock($0, law, at: now) }
      file.links = try CaseRelations.load(summary.id, on: connection)
      file.assignee = standing.assignee
    }
    file.outcome = outcome(summary, data: file.data)
    return file
  }

  private func summary(_ number: String, on connection: any SQLConnection) throws -> CaseSummary {
    let reader = SummaryReader(procedures: procedures)
    let found = try connection.queryOne(
      """
      SELECT \(CaseFilter.columns) FROM case_file c JOIN registration r ON r.id = c.registration_id WHERE c.number = $1
      """, .text(number)
    ) { try reader.read($0) }
    guard let found else { throw CasebookError.unknownCase(number) }
    return found
  }

  private func events(_ id: Int64, on connection: any SQLConnection) throws -> [CaseEvent] {
    try connection.query(
      """
      SELECT \(CaseEventRow.columns) FROM case_event e JOIN case_file c ON c.id = e.case_id
      WHERE e.case_id = $1 ORDER BY e.sequence
      """, .integer(id)
    ) { try CaseEventRow.read($0) }
  }

  private func parties(_ registration: Int64, on connection: any SQLConnection) throws -> [Party] {
    try connection.query(
      """
      SELECT role, kind, name, identity_number, telephone, address FROM party WHERE registration_id = $1
      ORDER BY ordinal
      """, .integer(registration)
    ) { row in
      Party(
        role: try row.get(0), kind: try row.get(1), name: try row.get(2), identityNumber: try row.get(3),
        telephone: try row.get(4), address: try row.get(5))
    }
  }

  private func allowed(_ summary: CaseSummary) -> [Transition] {
    guard summary.closedAt == nil, let procedure = procedures[summary.procedure] else { return [] }
    return summary.awaitsConfirmation ? [] : procedure.transitions(from: summary.state)
  }

  /// The newest value of each name, in the order in which they were told; corrected steps count as corrected.
  private func data(_ standing: CaseStanding) -> [ExtraField] {
    var data: [ExtraField] = []
    for field in standing.steps.dropFirst().flatMap(\.data) {
      data.removeAll { $0.name == field.name }
      data.append(field)
    }
    return data
  }

  private func outcome(_ summary: CaseSummary, data: [ExtraField]) -> CaseOutcome? {
    guard summary.closedAt != nil else { return nil }
    let values = Dictionary(data.map { ($0.name, $0.value) }) { _, last in last }
    return procedures[summary.procedure]?.outcome(in: summary.state, data: values)
  }
}
