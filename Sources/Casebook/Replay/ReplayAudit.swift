import Casework
import Database
import Messages

/// A case whose stored state or clocks are not what its events make of it.
public struct ReplayFault: Sendable, Hashable {
  /// The case's number.
  public var number: String
  /// What differs: a column of the case, or `clock` with the clock's name.
  public var subject: String
  public var stored: String
  public var rebuilt: String
}

extension Casebook {
  /// Rebuilds state and clocks of every case from its events alone, and compares with what is stored.
  ///
  /// Dates of clocks are reckoned by the present rules and calendar: after a change of those, stored dates differ until
  /// they are recomputed.
  ///
  /// - Parameter progress: called now and then with the number of cases read.
  /// - Returns: the number of cases and clocks compared, and where they differ.
  public func auditReplay(
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> (cases: Int, clocks: Int, faults: [ReplayFault]) {
    var (cases, clocks, last) = (0, 0, Int64(0))
    var faults: [ReplayFault] = []
    let replay = Replay(law: law)
    while true {
      // Page by page, so that no snapshot is held long.
      let after = last
      let page = try await database.read { try replay.page(after: after, limit: 500, on: $0) }
      guard let end = page.last else { return (cases, clocks, faults) }
      last = end.id
      cases += page.count
      clocks += page.reduce(0) { $0 + $1.clocks }
      faults += page.flatMap(\.faults)
      progress(cases)
    }
  }
}

/// Compares cases with their events.
struct Replay: Sendable {
  let law: ClockLaw

  struct Compared: Sendable {
    var id: Int64
    var clocks: Int
    var faults: [ReplayFault]
  }

  func page(after id: Int64, limit: Int, on connection: any SQLConnection) throws -> [Compared] {
    let ids: [Int64] = try connection.query(
      "SELECT id FROM case_file WHERE id > $1 ORDER BY id LIMIT $2", .integer(id), SQLValue(limit)
    ) { try $0.get(0) }
    return try ids.map { try compare($0, on: connection) }
  }

  private func compare(_ id: Int64, on connection: any SQLConnection) throws -> Compared {
    let stored = try StoredCase.load(id, on: connection)
    let rows = try ClockRows.load(id, on: connection)
    var standing = CaseStanding(number: stored.number, receivedAt: stored.receivedAt, place: stored.place)
    var at: Int64 = 0
    do {
      for event in try RecordedEvent.load(id, on: connection) {
        try standing.apply(event)
        at = event.at
      }
    } catch let error as CasebookError {
      return Compared(
        id: id, clocks: rows.count,
        faults: [ReplayFault(number: stored.number, subject: "events", stored: "", rebuilt: error.description)])
    }
    var faults: [ReplayFault] = []
    for (subject, stored, rebuilt) in stored.columns(against: standing) where stored != rebuilt {
      faults.append(ReplayFault(number: standing.number, subject: subject, stored: stored, rebuilt: rebuilt))
    }
    let derived = standing.clocks.map { ClockRow($0, law, at: at) }
    for name in Set(rows.map(\.clock)).union(derived.map(\.clock)).sorted() {
      let (kept, made) = (rows.first { $0.clock == name }, derived.first { $0.clock == name })
      if kept == made { continue }
      faults.append(
        ReplayFault(
          number: standing.number, subject: "clock \(name)", stored: kept?.summary ?? "—",
          rebuilt: made?.summary ?? "—"))
    }
    return Compared(id: id, clocks: rows.count, faults: faults)
  }
}

/// What of a case's row its events say, too.
private struct StoredCase {
  var number: String
  var receivedAt: Int64
  var sequence: Int
  var state: String
  var place: CasePlace
  var assignee: String?
  var outcome: String?
  var closedAt: Int64?

  static func load(_ id: Int64, on connection: any SQLConnection) throws -> StoredCase {
    let found = try connection.queryOne(
      """
      SELECT number, received_at, sequence, state, assignee, outcome, closed_at, procedure_id, docket, route,
        awaits_confirmation, is_sealed
      FROM case_file WHERE id = $1
      """, .integer(id)
    ) { row in
      StoredCase(
        number: try row.get(0), receivedAt: try row.get(1), sequence: try row.get(2), state: try row.get(3),
        place: try CasePlace.read(row, from: 7), assignee: try row.get(4), outcome: try row.get(5),
        closedAt: try row.get(6))
    }
    guard let found else { throw CasebookError.inconsistent("case \(id) is missing") }
    return found
  }

  func columns(against standing: CaseStanding) -> [(String, String, String)] {
    [
      ("sequence", "\(sequence)", "\(standing.sequence)"), ("state", state, standing.state),
      ("place", "\(place)", standing.place.map { "\($0)" } ?? ""),
      ("assignee", assignee ?? "", standing.assignee ?? ""), ("outcome", outcome ?? "", standing.outcome ?? ""),
      ("closed_at", "\(closedAt ?? 0)", "\(standing.closedAt ?? 0)"),
    ]
  }
}

extension ClockRow {
  /// In one line, for a report.
  var summary: String {
    "\(status.rawValue), \(dueOn ?? "—"), \(told ?? "—"), \(proposal ?? "—")"
  }
}
