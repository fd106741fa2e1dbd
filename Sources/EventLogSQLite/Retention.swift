import Database
import EventLog

/// What a sweep removed.
public struct SweepResult: Sendable, Equatable {
  /// Records past their topic's retention.
  public var expired = 0
  /// Records that a later one with the same key made superfluous, and tombstones whose time had come.
  public var compacted = 0

  public init(expired: Int = 0, compacted: Int = 0) {
    self.expired = expired
    self.compacted = compacted
  }
}

extension EventLogSQLite {
  /// Removes what the topics' specifications no longer keep, in steps small enough that appenders hardly wait.
  ///
  /// A partition loses records from its beginning, and only up to the first one that is still to be kept. Whether a group
  /// has read them does not matter.
  ///
  /// - Parameter now: milliseconds since 1970-01-01 UTC.
  @discardableResult
  public func sweep(now: Int64) async throws -> SweepResult {
    try checkOwned()
    var result = SweepResult()
    for topic in try await currentTopics().byName.values.sorted(by: { $0.specification.name < $1.specification.name }) {
      for id in topic.partitions {
        if let retention = topic.specification.retention {
          result.expired += try await repeated { try Retention.expire(id, before: now - retention, on: $0) }
        }
        if topic.specification.cleanup == .compact {
          let tombstones = now - configuration.tombstoneRetention
          result.compacted += try await repeated { try Compaction.compact(id, on: $0) }
          result.compacted += try await repeated { try Compaction.bury(id, before: tombstones, on: $0) }
        }
      }
    }
    return result
  }

  /// Runs a step until it says that it has come to the end; gives how many records all of them removed.
  private func repeated(
    _ step: @escaping @Sendable (any SQLConnection) throws -> (removed: Int, more: Bool)
  ) async throws -> Int {
    var removed = 0
    while true {
      try Task.checkCancellation()
      let done = try await write { try step($0) }
      removed += done.removed
      if !done.more { return removed }
    }
  }
}

enum Retention {
  static let step = 500

  /// Removes records from the beginning of a partition that are older than `cutoff`.
  static func expire(
    _ partition: Int64, before cutoff: Int64, on connection: any SQLConnection
  ) throws -> (removed: Int, more: Bool) {
    guard let marks = try RecordStore.watermarks(partition, on: connection) else { return (0, false) }
    var low = marks.high
    var old = 0
    try connection.forEachRow(
      "SELECT id, timestamp FROM records WHERE id >= $1 AND id < $2 ORDER BY id LIMIT $3",
      [
        .integer(RecordID(partition: partition, offset: 0).raw),
        .integer(RecordID(partition: partition + 1, offset: 0).raw), SQLValue(step + 1),
      ]
    ) { row in
      guard try row.get(1, as: Int64.self) < cutoff, old < step else {
        low = RecordID(raw: try row.get(0)).offset
        return false
      }
      old += 1
      return true
    }
    guard old > 0 else { return (0, false) }
    let (first, end) = (RecordID(partition: partition, offset: 0).raw, RecordID(partition: partition, offset: low).raw)
    let removed = try connection.execute(
      "DELETE FROM records WHERE id >= $1 AND id < $2", .integer(first), .integer(end))
    for statement in [
      "DELETE FROM latest_of_key WHERE partition = $1 AND id < $2",
      "DELETE FROM tombstones WHERE partition = $1 AND id < $2",
    ] {
      try connection.execute(statement, .integer(partition), .integer(end))
    }
    try connection.execute(
      """
      UPDATE partitions SET low = $2, compacted = CASE WHEN compacted < $2 THEN $2 ELSE compacted END WHERE id = $1
      """, .integer(partition), .integer(low))
    return (removed, old == step)
  }
}

enum Compaction {
  /// Goes on from where compaction stopped: each record makes the one before it with the same key superfluous. Records
  /// without a key stay.
  static func compact(
    _ partition: Int64, on connection: any SQLConnection
  ) throws -> (removed: Int, more: Bool) {
    let from: Int64? = try connection.scalar("SELECT compacted FROM partitions WHERE id = $1", .integer(partition))
    guard let from else { return (0, false) }
    let rows = try connection.query(
      "SELECT id, key, value IS NULL, timestamp FROM records WHERE id >= $1 AND id < $2 ORDER BY id LIMIT $3",
      .integer(RecordID(partition: partition, offset: from).raw),
      .integer(RecordID(partition: partition + 1, offset: 0).raw), SQLValue(Retention.step)
    ) { row in
      (
        id: try row.get(0, as: Int64.self), key: try row.get(1, as: [UInt8]?.self),
        isTombstone: try row.get(2, as: Bool.self), timestamp: try row.get(3, as: Int64.self)
      )
    }
    guard let last = rows.last else { return (0, false) }
    var removed = 0
    for row in rows {
      guard let key = row.key else { continue }
      let earlier: Int64? = try connection.scalar(
        "SELECT id FROM latest_of_key WHERE partition = $1 AND key = $2", .integer(partition), .blob(key))
      if let earlier {
        removed += try connection.execute("DELETE FROM records WHERE id = $1", .integer(earlier))
        try connection.execute(
          "DELETE FROM tombstones WHERE partition = $1 AND id = $2", .integer(partition), .integer(earlier))
      }
      try connection.execute(
        """
        INSERT INTO latest_of_key (partition, key, id) VALUES ($1, $2, $3)
        ON CONFLICT (partition, key) DO UPDATE SET id = excluded.id
        """, .integer(partition), .blob(key), .integer(row.id))
      if row.isTombstone {
        try connection.execute(
          "INSERT INTO tombstones (partition, id, timestamp) VALUES ($1, $2, $3)", .integer(partition),
          .integer(row.id), .integer(row.timestamp))
      }
    }
    try connection.execute(
      "UPDATE partitions SET compacted = $2 WHERE id = $1", .integer(partition),
      .integer(RecordID(raw: last.id).offset + 1))
    return (removed, rows.count == Retention.step)
  }

  /// Removes tombstones that are older than `cutoff`; by then every reader has had the time to see them.
  static func bury(
    _ partition: Int64, before cutoff: Int64, on connection: any SQLConnection
  ) throws -> (removed: Int, more: Bool) {
    let old = try connection.query(
      "SELECT id FROM tombstones WHERE partition = $1 AND timestamp < $2 ORDER BY id LIMIT $3", .integer(partition),
      .integer(cutoff), SQLValue(Retention.step)
    ) { try $0.get(0, as: Int64.self) }
    var removed = 0
    for id in old {
      try connection.execute(
        """
        DELETE FROM latest_of_key
        WHERE partition = $1 AND id = $2 AND key = (SELECT r.key FROM records r WHERE r.id = $2)
        """, .integer(partition), .integer(id))
      removed += try connection.execute("DELETE FROM records WHERE id = $1", .integer(id))
      try connection.execute(
        "DELETE FROM tombstones WHERE partition = $1 AND id = $2", .integer(partition), .integer(id))
    }
    return (removed, old.count == Retention.step)
  }
}
