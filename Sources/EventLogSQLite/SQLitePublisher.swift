import Database
import EventLog

/// The one writer under an identity. Opening it raises the identity's epoch in the file, which shuts out earlier ones.
struct SQLitePublisher: LogPublisher {
  let id: String
  private let epoch: Int64
  private let log: EventLogSQLite

  init(id: String, log: EventLogSQLite) async throws {
    self.id = id
    self.log = log
    epoch = try await log.write { connection in
      try connection.scalar(
        """
        INSERT INTO publishers (id, epoch) VALUES ($1, 1)
        ON CONFLICT (id) DO UPDATE SET epoch = publishers.epoch + 1 RETURNING epoch
        """, .text(id)) ?? 0
    }
  }

  func position() async throws -> Int64? {
    try await log.publisherPosition(id: id)
  }

  func append(_ records: [ProducerRecord], position: Int64) async throws -> [RecordCoordinates] {
    let (id, epoch) = (id, epoch)
    return try await log.append(try log.plan(records)) { connection in
      let changed = try connection.execute(
        "UPDATE publishers SET position = $3 WHERE id = $1 AND epoch = $2", .text(id), .integer(epoch),
        .integer(position))
      guard changed == 1 else { throw EventLogError.fenced(id: id) }
    }
  }
}
