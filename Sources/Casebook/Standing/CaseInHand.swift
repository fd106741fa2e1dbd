import Casework
import Database
import Messages

/// A case that is being worked inside a transaction: its row, and its standing as its events give it.
struct CaseInHand: Sendable {
  let id: Int64
  let registration: Int64
  private(set) var standing: CaseStanding
  private(set) var events: [RecordedEvent]
  private(set) var headHash: [UInt8]
  /// When the last event was appended; the stored clock rows were derived for that moment.
  private var lastAt: Int64

  static func load(_ number: String, on connection: any SQLConnection) throws -> CaseInHand {
    try load("number = $1", .text(number), unknown: number, on: connection)
  }

  static func load(id: Int64, on connection: any SQLConnection) throws -> CaseInHand {
    try load("id = $1", .integer(id), unknown: "\(id)", on: connection)
  }

  private static func load(
    _ condition: String, _ value: SQLValue, unknown: String, on connection: any SQLConnection
  ) throws -> CaseInHand {
    let head = try connection.queryOne(
      """
      SELECT id, registration_id, number, received_at, sequence, head_hash, procedure_id, docket, route,
        awaits_confirmation, is_sealed
      FROM case_file WHERE \(condition)
      """, value
    ) { row in
      (
        id: try row.get(0, as: Int64.self), registration: try row.get(1, as: Int64.self),
        number: try row.get(2, as: String.self), receivedAt: try row.get(3, as: Int64.self),
        sequence: try row.get(4, as: Int.self), hash: try row.get(5, as: [UInt8].self),
        place: try CasePlace.read(row, from: 6)
      )
    }
    guard let head else { throw CasebookError.unknownCase(unknown) }
    let events = try RecordedEvent.load(head.id, on: connection)
    // Chains of the first version do not say where the case was opened; its row does.
    var standing = CaseStanding(
      number: head.number, receivedAt: head.receivedAt,
      place: events.first?.effects.place == nil ? head.place : nil)
    for event in events { try standing.apply(event) }
    guard standing.sequence == head.sequence else {
      throw CasebookError.inconsistent("case \(head.number) is at \(head.sequence), its events at \(standing.sequence)")
    }
    return CaseInHand(
      id: head.id, registration: head.registration, standing: standing, events: events, headHash: head.hash,
      lastAt: events.last?.at ?? 0)
  }

  /// Appends an event and writes what follows from it: the case's row, its clock rows, the outbox.
  mutating func append(
    _ planned: PlannedEvent, law: ClockLaw, at now: Int64, on connection: any SQLConnection
  ) throws -> CaseEvent {
    let before = standing
    let dated = DatedEvent(
      number: standing.number, sequence: standing.sequence + 1, event: planned.event, from: planned.from,
      to: planned.to, at: now, actor: planned.actor, organ: planned.organ, basis: planned.basis,
      outcome: planned.outcome, effects: planned.effects, reason: planned.reason, data: planned.data,
      previousHash: headHash)
    let recorded = planned.recorded(after: standing, at: now)
    try standing.apply(recorded)
    events.append(recorded)
    guard let place = standing.place else {
      throw CasebookError.inconsistent("case \(standing.number) has no place")
    }
    let changed = try connection.execute(
      """
      UPDATE case_file SET state = $2, awaits_confirmation = $3, route = $4, docket = $5, procedure_id = $6,
        is_sealed = $7, outcome = $8, closed_at = $9, changed_at = $10, sequence = $11, head_hash = $12, assignee = $13
      WHERE id = $1 AND sequence = $14
      """,
      .integer(id), .text(standing.state), .boolean(place.awaitsConfirmation), .text(place.route.rawValue),
      .text(place.docket.rawValue), .text(place.procedure), .boolean(place.isSealed), SQLValue(standing.outcome),
      SQLValue(standing.closedAt), .integer(now), SQLValue(standing.sequence), .blob(dated.event.hash),
      SQLValue(standing.assignee), SQLValue(before.sequence))
    guard changed == 1 else {
      throw MoveRefusal.overtaken(expected: before.sequence, actual: standing.sequence)
    }
    try EventWriter(caseID: id).append(dated, on: connection)
    try ClockRows(law).store(standing, at: now, replacing: before, at: lastAt, of: id, on: connection)
    defer {
      headHash = dated.event.hash
      lastAt = now
    }
    return CaseEvent(
      number: standing.number, sequence: standing.sequence, event: planned.event, procedure: place.procedure,
      docket: place.docket, route: place.route, from: planned.from, to: planned.to, at: now, actor: planned.actor,
      organ: planned.organ, reason: planned.reason, basis: planned.basis, data: planned.data,
      outcome: planned.outcome, effects: planned.effects, previousHash: RecordDigest.text(headHash),
      hash: RecordDigest.text(dated.event.hash), isSealed: place.isSealed)
  }
}

extension CasePlace {
  /// Reads procedure, docket, route, whether the route awaits confirmation, and whether the case is sealed.
  static func read(_ row: borrowing Row, from column: Int) throws -> CasePlace {
    guard let docket = Docket(rawValue: try row.get(column + 1)),
      let route = RouteCode(rawValue: try row.get(column + 2))
    else { throw CasebookError.inconsistent("a case has an unknown docket or route") }
    return CasePlace(
      procedure: try row.get(column), docket: docket, route: route, awaitsConfirmation: try row.get(column + 3),
      isSealed: try row.get(column + 4))
  }
}
