import Casework
import Database
public import Messages

extension Casebook {
  /// Takes one step of a case, if its procedure allows it.
  ///
  /// Throws ``MoveRefusal`` when it does not, ``CasebookError/unknownCase(_:)`` when there is no such case.
  ///
  /// - Returns: the event that was appended, on disk and in the outbox.
  public func move(_ move: Move) async throws -> CaseEvent {
    let mover = CaseMover(procedures: procedures, routes: routes, now: now())
    return try await database.record { try mover.perform(move, on: $0) }
  }
}

/// Moves cases inside a transaction.
struct CaseMover: Sendable {
  /// Steps that every case knows, beside those of its procedure: what a person makes of the machine's proposal.
  enum RouteStep: String {
    case confirm = "confirm_route"
    case reroute
  }

  static let reasonLimit = 4_000
  static let nameLimit = 200

  let procedures: [String: Procedure]
  let routes: [RouteCode: RouteAssignment]
  let now: Int64

  func perform(_ move: Move, on connection: any SQLConnection) throws -> CaseEvent {
    try checkFields(move)
    let current = try CaseHead.load(move.number, on: connection)
    if let expected = move.expectedSequence, expected != current.sequence {
      throw MoveRefusal.overtaken(expected: expected, actual: current.sequence)
    }
    guard let procedure = procedures[current.procedure] else {
      throw CasebookError.unknownProcedure(current.procedure)
    }
    if let step = RouteStep(rawValue: move.event) {
      return try perform(step, move, current, procedure, on: connection)
    }
    if current.isClosed { throw MoveRefusal.closed(state: current.state) }
    if current.awaitsConfirmation { throw MoveRefusal.awaitsConfirmation(event: move.event) }
    let transition = try transition(for: move, from: current.state, in: procedure)
    for datum in transition.requires {
      guard let value = move.data.first(where: { $0.name == datum.name })?.value, datum.form.accepts(value) else {
        throw MoveRefusal.datum(datum)
      }
    }
    var next = current
    next.state = transition.to
    if procedure.state(transition.to)?.isTerminal == true {
      next.outcome = procedure.state(transition.to)?.outcome?.code
      next.closedAt = now
    }
    var settled = move
    // What the step settles by itself stands beside what the officer gave; the procedure's word counts.
    settled.data.removeAll { transition.settles[$0.name] != nil }
    settled.data += transition.settles.sorted { $0.key < $1.key }.map { ExtraField(name: $0.key, value: $0.value) }
    return try store(next, after: current, settled, basis: transition.basis, on: connection)
  }

  private func transition(for move: Move, from state: String, in procedure: Procedure) throws -> Transition {
    let open = procedure.transitions(from: state)
    guard let transition = open.first(where: { $0.event == move.event }) else {
      throw MoveRefusal.notAllowed(event: move.event, state: state, allowed: open)
    }
    return transition
  }

  private func perform(
    _ step: RouteStep, _ move: Move, _ current: CaseHead, _ procedure: Procedure, on connection: any SQLConnection
  ) throws -> CaseEvent {
    guard current.awaitsConfirmation else {
      throw MoveRefusal.notAllowed(
        event: move.event, state: current.state, allowed: procedure.transitions(from: current.state))
    }
    var next = current
    next.awaitsConfirmation = false
    if step == .reroute {
      let wanted = move.data.first { $0.name == "route" }?.value ?? ""
      guard let route = RouteCode(rawValue: wanted), route.rawValue != current.route,
        let assignment = routes[route]
      else { throw MoveRefusal.badRoute(wanted) }
      next.route = route.rawValue
      next.docket = assignment.docket.rawValue
      next.procedure = assignment.procedure
      next.state = assignment.firstState
      // What was opened as an accusation stays sealed until the supervision docket says otherwise in its own procedure.
      next.isSealed = current.isSealed || assignment.docket == .supervision
    }
    return try store(
      next, after: current, move, basis: "个人信息保护法第24条第3款；信访工作条例第22条", on: connection)
  }

  private func store(
    _ next: CaseHead, after current: CaseHead, _ move: Move, basis: String, on connection: any SQLConnection
  ) throws -> CaseEvent {
    let dated = DatedEvent(
      number: current.number, sequence: current.sequence + 1, event: move.event, from: current.state, to: next.state,
      at: now, actor: move.actor, organ: move.organ, basis: basis, outcome: next.outcome, reason: move.reason,
      data: move.data, previousHash: current.headHash)
    try connection.execute(
      """
      UPDATE case_file SET state = $2, awaits_confirmation = $3, route = $4, docket = $5, procedure_id = $6,
        is_sealed = $7, outcome = $8, closed_at = $9, changed_at = $10, sequence = $11, head_hash = $12
      WHERE id = $1
      """,
      .integer(current.id), .text(next.state), .boolean(next.awaitsConfirmation), .text(next.route),
      .text(next.docket), .text(next.procedure), .boolean(next.isSealed), SQLValue(next.outcome),
      SQLValue(next.closedAt), .integer(now), SQLValue(dated.event.sequence), .blob(dated.event.hash))
    try EventWriter(caseID: current.id).append(dated, on: connection)
    return CaseEvent(
      number: current.number, sequence: dated.event.sequence, event: move.event, procedure: next.procedure,
      docket: Docket(rawValue: next.docket) ?? .workOrder, route: RouteCode(rawValue: next.route) ?? .clarify,
      from: current.state, to: next.state, at: now, actor: move.actor, organ: move.organ, reason: move.reason,
      basis: basis, data: move.data, outcome: next.outcome, previousHash: RecordDigest.text(current.headHash),
      hash: RecordDigest.text(dated.event.hash), isSealed: next.isSealed)
  }

  private func checkFields(_ move: Move) throws {
    if move.actor.isEmpty { throw MoveRefusal.emptyField("actor") }
    if move.reason.isEmpty { throw MoveRefusal.emptyField("reason") }
    for (field, text, limit) in [
      ("actor", move.actor, Self.nameLimit), ("organ", move.organ ?? "", Self.nameLimit),
      ("reason", move.reason, Self.reasonLimit),
    ] where text.unicodeScalars.count > limit {
      throw MoveRefusal.tooLong(field: field, limit: limit)
    }
    for field in move.data where field.value.unicodeScalars.count > Self.reasonLimit {
      throw MoveRefusal.tooLong(field: field.name, limit: Self.reasonLimit)
    }
  }
}

/// A case as the mover needs it.
struct CaseHead: Sendable {
  var id: Int64
  var number: String
  var state: String
  var route: String
  var docket: String
  var procedure: String
  var awaitsConfirmation: Bool
  var isSealed: Bool
  var sequence: Int
  var headHash: [UInt8]
  var outcome: String?
  var closedAt: Int64?

  var isClosed: Bool { closedAt != nil }

  static func load(_ number: String, on connection: any SQLConnection) throws -> CaseHead {
    let head = try connection.queryOne(
      """
      SELECT id, number, state, route, docket, procedure_id, awaits_confirmation, is_sealed, sequence, head_hash,
        outcome, closed_at
      FROM case_file WHERE number = $1
      """, .text(number)
    ) { row in
      CaseHead(
        id: try row.get(0), number: try row.get(1), state: try row.get(2), route: try row.get(3),
        docket: try row.get(4), procedure: try row.get(5), awaitsConfirmation: try row.get(6),
        isSealed: try row.get(7), sequence: try row.get(8), headHash: try row.get(9), outcome: try row.get(10),
        closedAt: try row.get(11))
    }
    guard let head else { throw CasebookError.unknownCase(number) }
    return head
  }
}
