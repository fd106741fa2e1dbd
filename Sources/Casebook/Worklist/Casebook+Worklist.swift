public import Casework
import Database

extension Casebook {
  /// The open cases of a docket.
  ///
  /// - Parameters:
  ///   - filter: only these; `nil`: all.
  ///   - assignee: only the cases of this officer.
  public func worklist(
    of docket: Docket, only filter: WorklistFilter? = nil, assignee: String? = nil, limit: Int = 100
  ) async throws -> Worklist {
    let reader = WorklistReader(procedures: procedures, law: law, now: now())
    return try await database.read {
      try reader.read(docket, filter, assignee, limit: min(max(limit, 1), 1_000), on: $0)
    }
  }
}

/// Reads worklists: which cases and in which order the stored clock rows say, the dates shown are derived.
struct WorklistReader: Sendable {
  let procedures: [String: Procedure]
  let law: ClockLaw
  let now: Int64

  /// An open case and the row of the clock that decides.
  private static let source = """
    FROM case_file c JOIN registration r ON r.id = c.registration_id
      LEFT JOIN case_clock k ON k.case_id = c.id AND k.clock = (
        SELECT x.clock FROM case_clock x WHERE x.case_id = c.id AND x.status <> 'stopped'
        ORDER BY x.is_duty DESC, CASE WHEN x.due_at IS NULL THEN 1 ELSE 0 END, x.due_at, x.clock LIMIT 1)
    WHERE c.docket = $1 AND c.closed_at IS NULL
    """
  private static let isProposed =
    "EXISTS (SELECT 1 FROM case_clock p WHERE p.case_id = c.id AND p.proposal IS NOT NULL)"

  func read(
    _ docket: Docket, _ filter: WorklistFilter?, _ assignee: String?, limit: Int, on connection: any SQLConnection
  ) throws -> Worklist {
    Worklist(
      docket: docket, at: now, counts: try counts(docket, on: connection),
      entries: try entries(docket, filter, assignee, limit: limit, on: connection))
  }

  private func entries(
    _ docket: Docket, _ filter: WorklistFilter?, _ assignee: String?, limit: Int, on connection: any SQLConnection
  ) throws -> [WorklistEntry] {
    var condition = filter.map { " AND " + Self.condition($0) } ?? ""
    var parameters: [SQLValue] = [.text(docket.rawValue), .integer(now)]
    if let assignee {
      parameters.append(.text(assignee))
      condition += " AND c.assignee = $3"
    }
    parameters.append(SQLValue(limit))
    let summaries = SummaryReader(procedures: procedures)
    let rows = try connection.query(
      """
      SELECT \(CaseFilter.columns), c.assignee, k.clock, k.due_at, k.status, k.amber_at, k.red_at
      \(Self.source)\(condition)
      ORDER BY CASE WHEN k.due_at <= $2 THEN 0 ELSE 1 END, CASE WHEN k.due_at IS NULL THEN 1 ELSE 0 END, k.due_at,
        c.received_at, c.id
      LIMIT $\(parameters.count)
      """, parameters
    ) { row in
      let summary = try summaries.read(row)
      let status: ClockRow.Status? = try row.get(23)
      let dueAt: Int64? = try row.get(22)
      return (
        entry: WorklistEntry(
          summary: summary, assignee: try row.get(20),
          urgency: urgency(status, dueAt: dueAt, amberAt: try row.get(24), redAt: try row.get(25)), clock: nil,
          dueAt: dueAt, age: max(0, Int((now - summary.receivedAt) / 86_400_000))),
        clock: try row.get(21, as: String?.self)
      )
    }
    return try rows.map { row in
      var entry = row.entry
      guard let clock = row.clock, !entry.summary.isSealed else { return entry }
      let standing = try CaseInHand.load(id: entry.summary.id, on: connection).standing
      entry.clock = standing.clock(clock).map { ShownClock($0, law, at: now) }
      return entry
    }
  }

  private func urgency(
    _ status: ClockRow.Status?, dueAt: Int64?, amberAt: Int64?, redAt: Int64?
  ) -> WorklistEntry.Urgency {
    guard status != nil else { return .none }
    guard let dueAt else { return .suspended }
    if now >= dueAt { return .overdue }
    if let redAt, now >= redAt { return .red }
    if let amberAt, now >= amberAt { return .amber }
    return .inTime
  }

  private func counts(_ docket: Docket, on connection: any SQLConnection) throws -> WorklistCounts {
    func filtered(_ filter: WorklistFilter) -> String { "count(*) FILTER (WHERE \(Self.condition(filter)))" }
    let counts = try connection.queryOne(
      """
      SELECT count(*), \(WorklistFilter.allCases.map(filtered).joined(separator: ", "))
      \(Self.source) AND $2 = $2
      """, .text(docket.rawValue), .integer(now)
    ) { row in
      WorklistCounts(
        open: try row.get(0), overdue: try row.get(1), red: try row.get(2), amber: try row.get(3),
        suspended: try row.get(4), proposals: try row.get(5), awaitingConfirmation: try row.get(6),
        unassigned: try row.get(7))
    }
    guard let counts else { throw CasebookError.inconsistent("a worklist has no counts") }
    return counts
  }

  private static func condition(_ filter: WorklistFilter) -> String {
    switch filter {
    case .overdue: "k.due_at <= $2"
    case .red: "k.due_at > $2 AND k.red_at <= $2"
    case .amber: "k.due_at > $2 AND k.amber_at <= $2 AND (k.red_at IS NULL OR k.red_at > $2)"
    case .suspended: "k.clock IS NOT NULL AND k.due_at IS NULL"
    case .proposals: isProposed
    case .awaiting: "c.awaits_confirmation"
    case .unassigned: "c.assignee IS NULL"
    }
  }
}
