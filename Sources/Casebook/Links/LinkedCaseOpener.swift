import Casework
import Database
import Messages

/// Opens a further case of a matter under the same registration, so that one code follows the matter: a part split off
/// into a case of its own, or the case in another procedure that goes on with it.
///
/// Its clocks run from the day on which it was split off or handed over: on that day its procedure received it.
struct LinkedCaseOpener {
  let mover: CaseMover

  /// In place of a linked case's number: a new case of the route behind it.
  static let prefix = "new:"

  /// Opens the cases that a step names as new, and puts their numbers into its data.
  func resolve(_ move: Move, from file: CaseInHand, on connection: any SQLConnection) throws -> Move {
    if OfficeStep(rawValue: move.event) == .split { return try split(move, from: file, on: connection) }
    guard move.data.contains(where: { $0.value.hasPrefix(Self.prefix) }) else { return move }
    var move = move
    let procedure = try mover.planner.procedure(of: file.standing)
    let links = procedure.transitions(from: file.standing.state).filter { $0.event == move.event }.flatMap(\.links)
    for (index, field) in move.data.enumerated() where field.value.hasPrefix(Self.prefix) {
      guard let link = links.first(where: { $0.datum == field.name }) else { continue }
      let route = String(field.value.dropFirst(Self.prefix.count))
      move.data[index].value = try open(route, link.kind, move, from: file, on: connection)
    }
    return move
  }

  private func split(_ move: Move, from file: CaseInHand, on connection: any SQLConnection) throws -> Move {
    func value(_ name: String) -> String { move.data.last { $0.name == name }?.value ?? "" }
    let kind = value("kind").isEmpty ? CaseLinkKind.child : CaseLinkKind(rawValue: value("kind"))
    guard let kind, [.child, .handedTo, .parallel].contains(kind) else { throw MoveRefusal.badLink(value("kind")) }
    if file.standing.isClosed { throw MoveRefusal.closed(state: file.standing.state) }
    var move = move
    let number = try open(value("route"), kind, move, from: file, on: connection)
    move.data.removeAll { ["kind", "case"].contains($0.name) }
    move.data += [ExtraField(name: "kind", value: kind.rawValue), ExtraField(name: "case", value: number)]
    return move
  }

  private func open(
    _ wanted: String, _ kind: CaseLinkKind, _ move: Move, from file: CaseInHand, on connection: any SQLConnection
  ) throws -> String {
    // An accusation is sealed to its docket's key at the door; what was stored open cannot be sealed by a split.
    guard let route = RouteCode(rawValue: wanted), let assignment = mover.planner.routes[route],
      assignment.docket != .supervision, !(file.standing.place?.isSealed ?? false)
    else { throw MoveRefusal.badRoute(wanted) }
    let place = CasePlace(
      procedure: assignment.procedure, docket: assignment.docket, route: route, awaitsConfirmation: false,
      isSealed: false)
    let number = try nextNumber(of: file, on: connection)
    let today = LocalDate(instant: mover.now)
    let receivedAt = move.day.map { $0 < today ? $0.start() : mover.now } ?? mover.now
    let opened = try OpeningEvent(number.description, receivedAt: receivedAt, at: mover.now).make(
      PlannedEvent(
        event: "opened", from: "", to: assignment.firstState, actor: move.actor, organ: move.organ,
        reason: move.reason, basis: "design", outcome: nil, data: [],
        effects: CaseEffects(
          role: move.role, place: place, links: [CaseLink(kind.inverse, file.standing.number)])),
      mover.planner.procedures[assignment.procedure], mover.planner.law)
    let id = try insert(opened.dated, number, place, assignment, receivedAt, file, excerpt: move, on: connection)
    try EventWriter(caseID: id).append(opened.dated, on: connection)
    try ClockRows(mover.planner.law).store(
      opened.standing, at: mover.now, replacing: nil, at: 0, of: id, on: connection)
    return number.description
  }

  /// The first number of the registration that no request of it has, or will have.
  private func nextNumber(of file: CaseInHand, on connection: any SQLConnection) throws -> CaseNumber {
    let last: Int? = try connection.scalar(
      """
      SELECT max(CASE WHEN request > request_count THEN request ELSE request_count END) FROM case_file
      WHERE registration_id = $1
      """, .integer(file.registration))
    guard let number = CaseNumber(file.standing.number), let last, last < 999 else {
      throw MoveRefusal.badLink(file.standing.number)
    }
    return CaseNumber(number.registration, request: last + 1)
  }

  private func insert(
    _ dated: DatedEvent, _ number: CaseNumber, _ place: CasePlace, _ assignment: RouteAssignment, _ receivedAt: Int64,
    _ file: CaseInHand, excerpt move: Move, on connection: any SQLConnection
  ) throws -> Int64 {
    let decision = RouteDecision(route: place.route, gate: "officer", confidence: .high, reasons: [], articles: [])
    let id: Int64? = try connection.scalar(
      """
      INSERT INTO case_file (number, registration_id, request, request_count, is_primary, docket, route, procedure_id,
        state, awaits_confirmation, is_sealed, region, flags, decision, excerpt, list_version, received_at, opened_at,
        changed_at, sequence, head_hash, parent_id)
      SELECT $1, registration_id, $2, request_count, $3, $4, $5, $6, $7, $3, $3, region, '', $8, coalesce($9, excerpt),
        'officer', $10, $11, $11, 1, $12, id
      FROM case_file WHERE id = $13
      RETURNING id
      """,
      .text(number.description), SQLValue(number.request), .boolean(false), .text(place.docket.rawValue),
      .text(place.route.rawValue), .text(place.procedure), .text(assignment.firstState),
      .blob(RouteDecisionCodec.encode(decision)), SQLValue(move.data.last { $0.name == "excerpt" }?.value),
      .integer(receivedAt), .integer(mover.now), .blob(dated.event.hash), .integer(file.id))
    guard let id else { throw CasebookError.inconsistent("a case was stored without an identity") }
    return id
  }
}
