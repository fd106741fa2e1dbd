import EventLog
import Casework
public import Database
import Messages

extension DeadLetterEntry.Status: SQLReadable {}

extension Casebook {
  /// Stores dead letters, each once, marks their registrations, and moves the group's positions, in one transaction.
  public func store(_ arrivals: [DeadLetterArrival], positions: [GroupPosition]) async throws {
    let keeper = DeadLetterKeeper(now: now())
    try await database.write { connection in
      for arrival in arrivals { try keeper.store(arrival, on: connection) }
      for position in positions { try position.store(on: connection) }
    }
  }

  /// The dead letters, newest first; `status` nil: all of them.
  public func deadLetters(
    status: DeadLetterEntry.Status? = .waiting, limit: Int = 100
  ) async throws -> [DeadLetterEntry] {
    try await database.read { connection in
      try connection.query(
        "\(DeadLetterKeeper.select) WHERE $1 = '' OR d.status = $1 ORDER BY d.id DESC LIMIT $2",
        .text(status?.rawValue ?? ""), SQLValue(limit)
      ) { try DeadLetterKeeper.read($0) }
    }
  }

  /// One dead letter.
  public func deadLetter(_ id: Int64) async throws -> DeadLetterEntry {
    try await database.read { try DeadLetterKeeper.load(id, on: $0) }
  }

  /// Puts the original record back on the topic that it came from, through the outbox, and settles the letter.
  public func replayDeadLetter(_ id: Int64, actor: String, reason: String) async throws {
    let keeper = DeadLetterKeeper(now: now())
    try await database.record { connection in
      let entry = try keeper.settle(id, as: .replayed, actor: actor, reason: reason, on: connection)
      let record = OutboxRecord(topic: entry.source.topic, key: entry.key, value: entry.value, headers: entry.headers)
      try connection.execute("INSERT INTO outbox (kind, payload) VALUES ('record', $1)", .blob(record.encoded))
    }
  }

  /// Settles a letter without doing anything with it, for a reason that is kept.
  public func discardDeadLetter(_ id: Int64, actor: String, reason: String) async throws {
    let keeper = DeadLetterKeeper(now: now())
    try await database.record { connection in
      _ = try keeper.settle(id, as: .discarded, actor: actor, reason: reason, on: connection)
    }
  }
}

/// Works dead letters inside a transaction.
struct DeadLetterKeeper: Sendable {
  let now: Int64

  static let select = """
    SELECT d.id, d.topic, d.partition_no, d.offset_no, d.source_topic, d.source_partition, d.source_offset,
      d.error_class, d.message, d.stage, d.attempts, d.first_failed_at, d.arrived_at, d.status, d.settled_at,
      d.settled_by, d.settled_reason, r.number, d.record_key, d.record_value, d.record_headers
    FROM dead_letter d LEFT JOIN registration r ON r.id = d.registration_id
    """

  func store(_ arrival: DeadLetterArrival, on connection: any SQLConnection) throws {
    var isNew = try insert(arrival, cluster: arrival.cluster, on: connection)
    if !isNew, try !isStored(arrival, on: connection) {
      // The topic was made anew, and another letter has the place of an earlier one.
      isNew = try insert(arrival, cluster: "\(arrival.cluster)+\(arrival.letter.firstFailedAt)", on: connection)
    }
    let letter = arrival.letter
    guard isNew, Submission.Kind.allCases.contains(where: { $0.topic == letter.source.topic }) else { return }
    let origin = DocketEntry.Origin(
      topic: letter.source.topic, partition: letter.source.partition.partition, offset: letter.source.offset)
    _ = try Ledger(now: now).refuse(
      origin, cluster: arrival.cluster, failedAt: letter.firstFailedAt, on: connection)
  }

  private func insert(
    _ arrival: DeadLetterArrival, cluster: String, on connection: any SQLConnection
  ) throws -> Bool {
    let registration = try registration(of: arrival, on: connection)
    let letter = arrival.letter
    let stored = OutboxRecord(topic: "", key: nil, value: nil, headers: arrival.headers)
    return try connection.execute(
      """
      INSERT INTO dead_letter (cluster, topic, partition_no, offset_no, source_topic, source_partition, source_offset,
        registration_id, error_class, message, stage, attempts, first_failed_at, arrived_at, status, record_key,
        record_value, record_headers)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'waiting', $15, $16, $17)
      ON CONFLICT (cluster, topic, partition_no, offset_no) DO NOTHING
      """,
      .text(cluster), .text(arrival.position.topic), SQLValue(arrival.position.partition),
      .integer(arrival.position.offset), .text(letter.source.topic), SQLValue(letter.source.partition.partition),
      .integer(letter.source.offset), SQLValue(registration), .text(letter.errorClass), .text(letter.message),
      .text(letter.stage), SQLValue(letter.attempts), .integer(letter.firstFailedAt), .integer(now),
      SQLValue(arrival.key), SQLValue(arrival.value), .blob(stored.encoded)) > 0
  }

  /// Whether the letter that stands at the place is this one.
  private func isStored(_ arrival: DeadLetterArrival, on connection: any SQLConnection) throws -> Bool {
    let letter = arrival.letter
    let found: [UInt8]?? = try connection.queryOne(
      """
      SELECT record_value FROM dead_letter
      WHERE cluster = $1 AND topic = $2 AND partition_no = $3 AND offset_no = $4
        AND source_topic = $5 AND source_partition = $6 AND source_offset = $7 AND first_failed_at = $8
      """,
      .text(arrival.cluster), .text(arrival.position.topic), SQLValue(arrival.position.partition),
      .integer(arrival.position.offset), .text(letter.source.topic), SQLValue(letter.source.partition.partition),
      .integer(letter.source.offset), .integer(letter.firstFailedAt)
    ) { try $0.get(0, as: [UInt8]?.self) }
    guard let value = found else { return false }
    return value == arrival.value
  }

  func settle(
    _ id: Int64, as status: DeadLetterEntry.Status, actor: String, reason: String, on connection: any SQLConnection
  ) throws -> DeadLetterEntry {
    if actor.isEmpty { throw MoveRefusal.emptyField("actor") }
    if reason.isEmpty { throw MoveRefusal.emptyField("reason") }
    if actor.unicodeScalars.count > CaseMover.nameLimit {
      throw MoveRefusal.tooLong(field: "actor", limit: CaseMover.nameLimit)
    }
    if reason.unicodeScalars.count > CaseMover.reasonLimit {
      throw MoveRefusal.tooLong(field: "reason", limit: CaseMover.reasonLimit)
    }
    let entry = try Self.load(id, on: connection)
    guard entry.status == .waiting else { throw CasebookError.deadLetterSettled(id) }
    try connection.execute(
      "UPDATE dead_letter SET status = $2, settled_at = $3, settled_by = $4, settled_reason = $5 WHERE id = $1",
      .integer(id), .text(status.rawValue), .integer(now), .text(actor), .text(reason))
    return entry
  }

  /// The key of an intake record is `source:external-id`; a record that cannot be read may still have a readable key.
  private func registration(of arrival: DeadLetterArrival, on connection: any SQLConnection) throws -> Int64? {
    guard let bytes = arrival.key, let text = String(validating: bytes, as: UTF8.self),
      let colon = text.firstIndex(of: ":")
    else { return nil }
    let key = BusinessKey(source: String(text[..<colon]), externalID: String(text[text.index(after: colon)...]))
    return try StoredRegistration.find(key, on: connection)?.id
  }

  static func load(_ id: Int64, on connection: any SQLConnection) throws -> DeadLetterEntry {
    let found = try connection.queryOne("\(select) WHERE d.id = $1", .integer(id)) { try read($0) }
    guard let found else { throw CasebookError.unknownDeadLetter(id) }
    return found
  }

  static func read(_ row: borrowing Row) throws -> DeadLetterEntry {
    DeadLetterEntry(
      id: try row.get(0),
      position: DocketEntry.Origin(topic: try row.get(1), partition: try row.get(2), offset: try row.get(3)),
      source: DocketEntry.Origin(topic: try row.get(4), partition: try row.get(5), offset: try row.get(6)),
      errorClass: try row.get(7), message: try row.get(8), stage: try row.get(9), attempts: try row.get(10),
      firstFailedAt: try row.get(11), arrivedAt: try row.get(12), status: try row.get(13), settledAt: try row.get(14),
      settledBy: try row.get(15), settledReason: try row.get(16), registration: try row.get(17),
      key: try row.get(18), value: try row.get(19), headers: try OutboxRecord(encoded: try row.get(20)).headers)
  }
}
