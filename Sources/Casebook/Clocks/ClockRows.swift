import Casework
import Database
import Messages

/// The stored rows of a case's clocks: derived from its events after each of them, for worklists and the scheduler.
struct ClockRow: Sendable, Hashable {
  /// How a clock stands as its events say; whether its end has come in the meantime, the row's times tell.
  enum Status: String, Sendable, SQLReadable {
    case running
    /// It stands still.
    case suspended
    case stopped
    /// Its end is recorded, and nothing has answered it.
    case expired
  }

  var clock: String
  var rule: String
  /// Of an authority or a party, not a right: what an officer's work is measured by.
  var isDuty: Bool
  var status: Status
  var dueOn: String?
  var dueAt: Int64?
  var isProvisional: Bool
  var amberAt: Int64?
  var redAt: Int64?
  var told: String?
  var proposal: String?
  var wakeAt: Int64?

  init(_ clock: CaseClock, _ law: ClockLaw, at instant: Int64) {
    let times = try? ClockTimes(clock, law, at: instant)
    self.clock = clock.name
    rule = clock.rule
    let kind = (try? law.running(clock.ledger, on: LocalDate(instant: instant)))?.rule.kind
    isDuty = kind == .authorityDuty || kind == .partyDuty
    dueOn = times?.reading.due?.date.description
    dueAt = times?.expiresAt
    isProvisional = times?.reading.provisional ?? false
    amberAt = times?.amberAt
    redAt = times?.redAt
    told = clock.told?.rawValue
    proposal = clock.proposal
    wakeAt = times?.next(after: clock)?.at
    status = !clock.isOpen ? .stopped : clock.expiry != nil ? .expired : dueAt == nil ? .suspended : .running
  }
}

struct ClockRows {
  let law: ClockLaw

  init(_ law: ClockLaw) {
    self.law = law
  }

  /// Writes the rows that an event changed.
  func store(
    _ standing: CaseStanding, at now: Int64, replacing before: CaseStanding?, at earlier: Int64, of caseID: Int64,
    on connection: any SQLConnection
  ) throws {
    let old = (before?.clocks ?? []).map { ClockRow($0, law, at: earlier) }
    let new = standing.clocks.map { ClockRow($0, law, at: now) }
    for row in new where !old.contains(row) { try write(row, of: caseID, on: connection) }
    for row in old where !new.contains(where: { $0.clock == row.clock }) {
      try connection.execute(
        "DELETE FROM case_clock WHERE case_id = $1 AND clock = $2", .integer(caseID), .text(row.clock))
    }
  }

  private func write(_ row: ClockRow, of caseID: Int64, on connection: any SQLConnection) throws {
    try connection.execute(
      """
      INSERT INTO case_clock (case_id, clock, rule, is_duty, status, due_on, due_at, is_provisional, amber_at, red_at, told,
        proposal, wake_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      ON CONFLICT (case_id, clock) DO UPDATE SET rule = excluded.rule,
        is_duty = excluded.is_duty, status = excluded.status, due_on = excluded.due_on, due_at = excluded.due_at, is_provisional = excluded.is_provisional,
        amber_at = excluded.amber_at, red_at = excluded.red_at, told = excluded.told, proposal = excluded.proposal,
        wake_at = excluded.wake_at
      """,
      .integer(caseID), .text(row.clock), .text(row.rule), .boolean(row.isDuty),
      .text(row.status.rawValue), SQLValue(row.dueOn),
      SQLValue(row.dueAt), .boolean(row.isProvisional), SQLValue(row.amberAt), SQLValue(row.redAt),
      SQLValue(row.told), SQLValue(row.proposal), SQLValue(row.wakeAt))
  }

  /// The rows of a case as they are stored.
  static func load(_ caseID: Int64, on connection: any SQLConnection) throws -> [ClockRow] {
    try connection.query(
      """
      SELECT clock, rule, is_duty, status, due_on, due_at, is_provisional, amber_at, red_at, told, proposal, wake_at
      FROM case_clock WHERE case_id = $1 ORDER BY clock
      """, .integer(caseID)
    ) { try ClockRow($0) }
  }
}

extension ClockRow {
  init(_ row: borrowing Row) throws {
    clock = try row.get(0)
    rule = try row.get(1)
    isDuty = try row.get(2)
    status = try row.get(3)
    dueOn = try row.get(4)
    dueAt = try row.get(5)
    isProvisional = try row.get(6)
    amberAt = try row.get(7)
    redAt = try row.get(8)
    told = try row.get(9)
    proposal = try row.get(10)
    wakeAt = try row.get(11)
  }
}
