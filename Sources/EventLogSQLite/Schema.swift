import Database

/// The log's file.
///
/// A record's id is its partition's number times 2^40 plus its offset: one tree holds all partitions, each of them in one
/// piece and in order.
enum Schema {
  static let migrations = [
    Migration(
      1, "topics, records, offsets, publishers",
      [
        "CREATE TABLE log_facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        """
        CREATE TABLE topics (
          id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, cleanup TEXT NOT NULL, retention BIGINT)
        """,
        """
        CREATE TABLE partitions (
          id BIGINT PRIMARY KEY, topic BIGINT NOT NULL REFERENCES topics (id), number BIGINT NOT NULL,
          low BIGINT NOT NULL, high BIGINT NOT NULL, compacted BIGINT NOT NULL, UNIQUE (topic, number))
        """,
        """
        CREATE TABLE records (
          id {{integer-key}}, timestamp BIGINT NOT NULL, key {{blob}}, value {{blob}}, headers {{blob}},
          digest BIGINT NOT NULL)
        """,
        """
        CREATE TABLE group_offsets (
          member_group TEXT NOT NULL, partition BIGINT NOT NULL REFERENCES partitions (id), next BIGINT NOT NULL,
          PRIMARY KEY (member_group, partition)) {{clustered}}
        """,
        "CREATE TABLE publishers (id TEXT PRIMARY KEY, epoch BIGINT NOT NULL, position BIGINT)",
        """
        CREATE TABLE latest_of_key (
          partition BIGINT NOT NULL REFERENCES partitions (id), key {{blob}} NOT NULL, id BIGINT NOT NULL,
          PRIMARY KEY (partition, key)) {{clustered}}
        """,
        """
        CREATE TABLE tombstones (
          partition BIGINT NOT NULL REFERENCES partitions (id), id BIGINT NOT NULL, timestamp BIGINT NOT NULL,
          PRIMARY KEY (partition, id)) {{clustered}}
        """,
      ])
  ]
}

/// The key of a record's row.
struct RecordID {
  static let offsetBits: Int64 = 40

  var raw: Int64

  init(raw: Int64) { self.raw = raw }

  init(partition: Int64, offset: Int64) { raw = partition << Self.offsetBits | offset }

  var offset: Int64 { raw & (1 << Self.offsetBits - 1) }
}
