import Database
import EventLog

/// A topic with the numbers of its partitions' rows, in order.
struct Topic: Sendable {
  var specification: TopicSpecification
  var partitions: [Int64]
}

/// The topics as the file has them.
struct Topics: Sendable {
  private(set) var byName: [String: Topic] = [:]
  private(set) var names: [Int64: TopicPartition] = [:]

  init() {}

  init(_ connection: any SQLConnection) throws {
    let rows = try connection.query(
      """
      SELECT t.name, t.cleanup, t.retention, p.id, p.number FROM topics t JOIN partitions p ON p.topic = t.id
      ORDER BY t.name, p.number
      """
    ) { row in
      (
        name: try row.get(0, as: String.self), cleanup: try row.get(1, as: String.self),
        retention: try row.get(2, as: Int64?.self), id: try row.get(3, as: Int64.self),
        number: try row.get(4, as: Int32.self)
      )
    }
    for row in rows {
      let cleanup = TopicSpecification.Cleanup(rawValue: row.cleanup) ?? .delete
      let new = Topic(
        specification: TopicSpecification(name: row.name, partitions: 0, cleanup: cleanup, retention: row.retention),
        partitions: [])
      byName[row.name, default: new].partitions.append(row.id)
      byName[row.name]?.specification.partitions += 1
      names[row.id] = TopicPartition(row.name, row.number)
    }
  }

  func topic(_ name: String) throws -> Topic {
    guard let topic = byName[name] else { throw EventLogError.unknownTopic(name) }
    return topic
  }

  func id(of partition: TopicPartition) throws -> Int64 {
    let topic = try topic(partition.topic)
    guard topic.partitions.indices.contains(Int(partition.partition)) else {
      throw EventLogError.unknownPartition(partition)
    }
    return topic.partitions[Int(partition.partition)]
  }

  func partitions(of topic: String) -> [TopicPartition] {
    (0..<Int32(byName[topic]?.partitions.count ?? 0)).map { TopicPartition(topic, $0) }
  }

  /// Makes what is missing, takes over cleanup and retention, and gives the topics as they are then.
  static func ensure(_ wanted: [TopicSpecification], on connection: any SQLConnection) throws -> Topics {
    for topic in wanted {
      try connection.execute(
        """
        INSERT INTO topics (id, name, cleanup, retention)
        SELECT coalesce(max(id), 0) + 1, $1, $2, $3 FROM topics WHERE TRUE
        ON CONFLICT (name) DO UPDATE SET cleanup = excluded.cleanup, retention = excluded.retention
        """, .text(topic.name), .text(topic.cleanup.rawValue), SQLValue(topic.retention))
      guard let id: Int64 = try connection.scalar("SELECT id FROM topics WHERE name = $1", .text(topic.name)) else {
        throw EventLogError.unknownTopic(topic.name)
      }
      let count =
        try connection.scalar("SELECT count(*) FROM partitions WHERE topic = $1", .integer(id), as: Int32.self) ?? 0
      for number in count..<max(count, topic.partitions, 1) {
        try connection.execute(
          """
          INSERT INTO partitions (id, topic, number, low, high, compacted)
          SELECT coalesce(max(id), 0) + 1, $1, $2, 0, 0, 0 FROM partitions
          """, .integer(id), SQLValue(number))
      }
    }
    return try Topics(connection)
  }
}
