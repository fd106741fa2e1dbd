public import Casework
import Database
public import Messages

/// A row of the outbox, ready to be published.
public struct OutboxRow: Sendable {
  /// Counts up in the order of commits; the relay's position.
  public var id: Int64
  public var content: Content

  public enum Content: Sendable {
    case submission(RegisteredSubmission)
    case event(CaseEvent)
    case record(OutboxRecord)
  }
}

/// A registered submission on its way to its intake topic.
public struct RegisteredSubmission: Sendable {
  public var number: RegistrationNumber
  public var key: BusinessKey
  public var kind: Submission.Kind
  public var registeredAt: Int64
  /// Canonical JSON.
  public var body: [UInt8]
}

extension Casebook {
  /// The rows after `position`, at most `limit`, in the order of commits.
  public func outbox(after position: Int64, limit: Int) async throws -> [OutboxRow] {
    try await database.read { connection in
      let heads = try connection.query(
        "SELECT id, kind, ref, payload FROM outbox WHERE id > $1 ORDER BY id LIMIT $2", .integer(position),
        SQLValue(limit)
      ) { row in
        (
          id: try row.get(0, as: Int64.self), kind: try row.get(1, as: String.self),
          ref: try row.get(2, as: Int64?.self), payload: try row.get(3, as: [UInt8]?.self)
        )
      }
      return try heads.map { head in
        switch (head.kind, head.ref, head.payload) {
        case ("submission", let ref?, _):
          OutboxRow(id: head.id, content: .submission(try RegisteredSubmission.load(ref, on: connection)))
        case ("event", let ref?, _):
          OutboxRow(id: head.id, content: .event(try CaseEventRow.load(ref, on: connection)))
        case ("record", _, let payload?):
          OutboxRow(id: head.id, content: .record(try OutboxRecord(encoded: payload)))
        default:
          throw CasebookError.inconsistent("row \(head.id) of the outbox is of no known kind")
        }
      }
    }
  }

  /// How many rows wait after `position`.
  public func outboxBacklog(after position: Int64) async throws -> Int64 {
    try await database.read { connection in
      try connection.scalar("SELECT count(*) FROM outbox WHERE id > $1", .integer(position)) ?? 0
    }
  }

  /// Forgets rows that are out, those up to `position`; at most `limit` a call.
  ///
  /// The last row published is kept, so that the table's counter never goes back.
  public func pruneOutbox(through position: Int64, limit: Int) async throws {
    _ = try await database.write { connection in
      try connection.execute(
        "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE id < $1 ORDER BY id LIMIT $2)",
        .integer(position), SQLValue(limit))
    }
  }
}

extension RegisteredSubmission {
  static func load(_ id: Int64, on connection: any SQLConnection) throws -> RegisteredSubmission {
    let found: RegisteredSubmission? = try connection.queryOne(
      """
      SELECT number, source, external_id, kind, registered_at, body_digest, body FROM registration WHERE id = $1
      """, .integer(id)
    ) { row in
      let body: [UInt8] = try row.get(6)
      guard try row.get(5, as: [UInt8].self) == RecordDigest.of(body) else {
        throw CasebookError.inconsistent("registration \(id) is not what was stored")
      }
      let text: String = try row.get(0)
      guard let number = RegistrationNumber(text), let kind = Submission.Kind(rawValue: try row.get(3)) else {
        throw CasebookError.inconsistent("registration \(id) has an impossible number or kind")
      }
      return RegisteredSubmission(
        number: number, key: BusinessKey(source: try row.get(1), externalID: try row.get(2)), kind: kind,
        registeredAt: try row.get(4), body: body)
    }
    guard let found else { throw CasebookError.inconsistent("registration \(id) is missing") }
    return found
  }
}
