import Casework
import Database
import Messages

extension Casebook {
  /// Opens the cases of a batch of routed requests, each once, and moves the group's positions, in one transaction.
  ///
  /// - Parameter deadLetters: what the handler could not read; they go into the outbox in the same transaction, because
  ///   the positions move past them.
  /// - Returns: what became of each, in the order given.
  public func open(
    _ batch: [NewCase], deadLetters: [OutboxRecord] = [], positions: [GroupPosition]
  ) async throws -> [Opening] {
    let opener = CaseOpener(
      registrar: Registrar(numberPrefix: numberPrefix, now: now()), routes: routes, procedures: procedures, law: law)
    return try await database.write { connection in
      let openings = try batch.map { newCase in try opener.open(newCase, on: connection) }
      for letter in deadLetters {
        try connection.execute("INSERT INTO outbox (kind, payload) VALUES ('record', $1)", .blob(letter.encoded))
      }
      for position in positions { try position.store(on: connection) }
      return openings
    }
  }

  /// Where a group has to go on, by partition: for the partitions that the casebook has seen.
  public func positions(group: String, cluster: String) async throws -> [GroupPosition] {
    try await database.read { connection in
      try connection.query(
        """
        SELECT topic, partition_no, next_offset FROM consumer_offset WHERE consumer_group = $1 AND cluster = $2
        """, .text(group), .text(cluster)
      ) { row in
        GroupPosition(
          group: group, cluster: cluster, topic: try row.get(0), partition: try row.get(1), nextOffset: try row.get(2))
      }
    }
  }
}

/// Opens cases inside a transaction.
struct CaseOpener: Sendable {
  let registrar: Registrar
  let routes: [RouteCode: RouteAssignment]
  let procedures: [String: Procedure]
  let law: ClockLaw

  func open(_ newCase: NewCase, on connection: any SQLConnection) throws -> Opening {
    let entry = newCase.entry
    let registration =
      try StoredRegistration.find(entry.key, on: connection)
      ?? registrar.register(newCase.registrable, on: connection)
    let number = CaseNumber(registration.number, request: entry.request)
    guard registration.contentDigest == entry.contentDigest else {
      try refuseConflict(newCase, registration, on: connection)
      return .conflict(registration.number)
    }
    let ledger = Ledger(now: registrar.now)
    let verdict = try ledger.enter(
      entry, cluster: newCase.cluster, registration: registration.id, on: connection)
    guard
      try verdict == .registered || ledger.lacksRequests(of: entry, registration: registration.id, on: connection),
      let id = try insert(newCase, number, registration.id, on: connection)
    else { return .repeated(number) }
    try storeParties(newCase.parties, of: registration.id, on: connection)
    try linkPrevious(newCase.registrable, to: id, on: connection)
    try ledger.countDocketed(registration: registration.id, on: connection)
    return .opened(number)
  }

  private func insert(
    _ newCase: NewCase, _ number: CaseNumber, _ registration: Int64, on connection: any SQLConnection
  ) throws -> Int64? {
    let entry = newCase.entry
    guard let assignment = routes[entry.decision.route] else {
      throw CasebookError.unassignedRoute(entry.decision.route)
    }
    let place = CasePlace(
      procedure: assignment.procedure, docket: assignment.docket, route: entry.decision.route,
      awaitsConfirmation: awaitsConfirmation(entry.decision, assignment),
      isSealed: assignment.docket == .supervision)
    let opened = try OpeningEvent(number.description, receivedAt: newCase.registrable.receivedAt, at: registrar.now)
      .routed(entry, to: place, state: assignment.firstState, procedures[assignment.procedure], law)
    let dated = opened.dated
    let inserted: Int64? = try connection.scalar(
      """
      INSERT INTO case_file (number, registration_id, request, request_count, is_primary, docket, route, procedure_id,
        state, awaits_confirmation, is_sealed, region, flags, decision, excerpt, list_version, received_at, opened_at,
        changed_at, sequence, head_hash)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, 1, $19)
      ON CONFLICT (registration_id, request) DO NOTHING
      RETURNING id
      """,
      .text(number.description), .integer(registration), SQLValue(entry.request), SQLValue(entry.requestCount),
      .boolean(entry.isPrimary), .text(assignment.docket.rawValue), .text(entry.decision.route.rawValue),
      .text(assignment.procedure), .text(assignment.firstState),
      .boolean(place.awaitsConfirmation), .boolean(place.isSealed),
      SQLValue(newCase.registrable.region), .text(entry.decision.flags.joined(separator: " ")),
      .blob(RouteDecisionCodec.encode(entry.decision)), SQLValue(entry.excerpt), .text(entry.listVersion),
      .integer(newCase.registrable.receivedAt), .integer(registrar.now), .blob(dated.event.hash))
    guard let id = inserted else { return nil }
    try EventWriter(caseID: id).append(dated, on: connection)
    try ClockRows(law).store(opened.standing, at: registrar.now, replacing: nil, at: 0, of: id, on: connection)
    return id
  }

  /// Routes that the table names wait for a person, and so does a decision with which the list gives something to
  /// confirm. Danger never waits (rule K1).
  private func awaitsConfirmation(_ decision: RouteDecision, _ assignment: RouteAssignment) -> Bool {
    if assignment.awaitsConfirmation { return true }
    return decision.route != .emergency && !decision.confirm.isEmpty
  }

  private func storeParties(_ parties: [Party], of registration: Int64, on connection: any SQLConnection) throws {
    for (ordinal, party) in parties.enumerated() {
      try connection.execute(
        """
        INSERT INTO party (registration_id, ordinal, role, kind, name, identity_number, telephone, address)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (registration_id, ordinal) DO NOTHING
        """,
        .integer(registration), SQLValue(ordinal), .text(party.role.rawValue), .text(party.kind.rawValue),
        SQLValue(party.name), SQLValue(party.identityNumber), SQLValue(party.telephone), SQLValue(party.address))
    }
  }

  private func linkPrevious(_ submission: Registrable, to id: Int64, on connection: any SQLConnection) throws {
    guard let previous = submission.previousNumber else { return }
    // Other systems write their own numbers here: one that names no matter of ours stays in the submission's text.
    let other: Int64? = try connection.scalar(
      """
      SELECT id FROM registration WHERE number = $1 OR (source = $2 AND external_id = $1) ORDER BY id LIMIT 1
      """, .text(previous), .text(submission.key.source))
    guard let other else { return }
    try connection.execute(
      """
      INSERT INTO case_link (case_id, other_registration_id, kind) VALUES ($1, $2, 'previous')
      ON CONFLICT (case_id, other_registration_id, kind) DO NOTHING
      """, .integer(id), .integer(other))
  }

  /// The same key with other content is never dropped: a dead letter carries it, untouched, to a person.
  private func refuseConflict(
    _ newCase: NewCase, _ registration: StoredRegistration, on connection: any SQLConnection
  ) throws {
    let isNew = try Ledger(now: registrar.now).refuse(
      newCase.entry.origin, cluster: newCase.cluster, failedAt: newCase.entry.decidedAt, on: connection)
    guard isNew else { return }
    let letter = OutboxRecord.conflict(newCase.entry, with: registration.number, at: registrar.now)
    try connection.execute("INSERT INTO outbox (kind, payload) VALUES ('record', $1)", .blob(letter.encoded))
  }
}

extension GroupPosition {
  func store(on connection: any SQLConnection) throws {
    try connection.execute(
      """
      INSERT INTO consumer_offset (consumer_group, cluster, topic, partition_no, next_offset)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (consumer_group, cluster, topic, partition_no) DO UPDATE SET next_offset = excluded.next_offset
      """, .text(group), .text(cluster), .text(topic), SQLValue(partition), .integer(nextOffset))
  }
}
