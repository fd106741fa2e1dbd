import Crypto
import Database
public import EventLog
import Foundation
import Threading

/// The event log in one SQLite file, for one process that owns it and any number that look on.
///
/// Appends of all callers that wait at the same moment share one flush to disk. Consumer groups live in this process; what
/// they have committed lives in the file.
public final class EventLogSQLite: EventLog {
  public let path: String
  let configuration: EventLogSQLiteConfiguration
  let database: SQLiteDatabase
  let metrics = LogMetrics()
  let coordinator: GroupCoordinator
  private let identity: String
  let digest: DigestAlgorithm
  private let partitioner = Partitioner()
  private let known: Lock<Topics>
  /// The offsets that the next records will get, of what is durable, by the number of the partition's row.
  private let highs: Lock<[Int64: Int64]>
  /// `nil`: opened beside the owner, for reading only.
  private let lock: OwnerLock?

  /// Opens the log, makes it where there is none, and takes it into this process's ownership.
  ///
  /// Throws ``EventLogError/owned(path:pid:)`` while another process owns it.
  public convenience init(path: String, configuration: EventLogSQLiteConfiguration = .init()) async throws {
    try await self.init(path, configuration, owning: true)
  }

  /// Opens the log for reading beside its owner: topics, records, watermarks and committed offsets; all else throws
  /// ``EventLogError/unavailable(_:)``.
  public static func readOnly(
    path: String, configuration: EventLogSQLiteConfiguration = .init()
  ) async throws -> EventLogSQLite {
    try await EventLogSQLite(path, configuration, owning: false)
  }

  private init(_ path: String, _ configuration: EventLogSQLiteConfiguration, owning: Bool) async throws {
    self.path = path
    self.configuration = configuration
    var options = configuration.database
    options.readOnly = !owning
    (lock, database, identity, digest, known, highs) = try await EventLogError.translating(path) { [options] in
      let lock = owning ? try OwnerLock(path: "\(path).lock") : nil
      let database = try await SQLiteDatabase(path: path, configuration: options)
      do {
        let migrator = Migrator(Schema.migrations)
        if owning {
          try await migrator.migrate(database, logger: configuration.logger)
        } else {
          try await migrator.verify(database)
        }
        let (identity, digest) = try await Self.identity(in: database, making: owning ? configuration.digest : nil)
        let (topics, highs) = try await database.read { connection in
          let highs = try connection.query("SELECT id, high FROM partitions") { row in
            (try row.get(0, as: Int64.self), try row.get(1, as: Int64.self))
          }
          return (try Topics(connection), Dictionary(uniqueKeysWithValues: highs))
        }
        return (lock, database, identity, digest, Lock(topics), Lock(highs))
      } catch {
        await database.close()
        throw error
      }
    }
    coordinator = GroupCoordinator(metrics)
    coordinator.topicsChanged(known.withLock { Array($0.names.values).sorted() })
  }

  /// The log's name for ever, and what its records' digests are made with.
  private static func identity(
    in database: SQLiteDatabase, making digest: DigestAlgorithm?
  ) async throws -> (String, DigestAlgorithm) {
    if let digest {
      let new = UUID().uuidString.lowercased()
      try await database.write { connection in
        for (name, value) in [("cluster-id", new), ("digest", digest.rawValue)] {
          try connection.execute(
            "INSERT INTO log_facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", .text(name),
            .text(value))
        }
      }
    }
    return try await database.read { connection in
      func fact(_ name: String) throws -> String {
        let value: String? = try connection.scalar("SELECT value FROM log_facts WHERE name = $1", .text(name))
        guard let value else { throw DatabaseError(.corrupt, "the log has no \(name)") }
        return value
      }
      let digest = try fact("digest")
      guard let algorithm = DigestAlgorithm(rawValue: digest), algorithm.isAvailable else {
        throw DatabaseError(.schema, "the records' digests are \(digest), which this program cannot make")
      }
      return (try fact("cluster-id"), algorithm)
    }
  }

  // MARK: Topics

  public func clusterID() async throws -> String { identity }

  public func topics() async throws -> [TopicSpecification] {
    try await currentTopics().byName.values.map(\.specification).sorted { $0.name < $1.name }
  }

  public func ensure(topics: [TopicSpecification]) async throws {
    try await write({ try Topics.ensure(topics, on: $0) }) { topics in
      self.known.withLock { $0 = topics }
      self.coordinator.topicsChanged(topics.names.values.sorted())
    }
  }

  /// The topics as the owner knows them, or as they stand in the file when another process owns it.
  func currentTopics() async throws -> Topics {
    guard lock == nil else { return known.withLock { $0 } }
    return try await read { try Topics($0) }
  }

  // MARK: Records

  public func append(_ records: [ProducerRecord]) async throws -> [RecordCoordinates] {
    guard !records.isEmpty else { return [] }
    return try await append(try plan(records)) { _ in }
  }

  /// Makes records ready on the caller's time; throws what no writing could mend.
  func plan(_ records: [ProducerRecord]) throws -> AppendPlan {
    try AppendPlan(
      records, topics: known.withLock { $0 }, turn: partitioner.nextTurn(), now: configuration.now(),
      limit: configuration.recordLimit, digest: digest)
  }

  /// Writes the records and whatever `also` writes in one atomic step. `also` comes first: when it throws, nothing of it
  /// stays.
  func append(
    _ plan: AppendPlan, also: @escaping @Sendable (any SQLConnection) throws -> Void
  ) async throws -> [RecordCoordinates] {
    try await write({ connection in
      try also(connection)
      return try RecordStore.append(plan, on: connection)
    }) { places in
      guard !places.isEmpty else { return }
      self.highs.withLock { highs in
        for share in plan.shares {
          guard let last = share.records.last else { continue }
          highs[share.id] = max(highs[share.id] ?? 0, places[last.place].offset + 1)
        }
      }
      for share in plan.shares { self.metrics.appended(share.records.count, to: share.partition.topic) }
      self.coordinator.appended(plan.shares.map { ($0.partition, $0.records.count) })
    }
  }

  public func read(
    _ partition: TopicPartition, from offset: Int64, maxRecords: Int
  ) async throws -> [ConsumedRecord] {
    let id = try await currentTopics().id(of: partition)
    let digest = digest
    return try await read { connection in
      guard let marks = try RecordStore.watermarks(id, on: connection) else {
        throw EventLogError.unknownPartition(partition)
      }
      guard offset >= marks.low, offset <= marks.high else {
        throw EventLogError.offsetOutOfRange(RecordCoordinates(partition, offset), marks)
      }
      var records: [ConsumedRecord] = []
      var bytes = 0
      try RecordStore.read(
        partition, id: id, from: offset, maxRecords: maxRecords, bytes: &bytes, maxBytes: .max, into: &records,
        digest: digest, on: connection)
      return records
    }
  }

  public func watermarks(topic: String) async throws -> [TopicPartition: Watermarks] {
    let topic = try await currentTopics().topic(topic)
    return try await read { connection in
      var marks: [TopicPartition: Watermarks] = [:]
      for (number, id) in topic.partitions.enumerated() {
        marks[TopicPartition(topic.specification.name, Int32(number))] =
          try RecordStore.watermarks(id, on: connection)
      }
      return marks
    }
  }

  /// The offset that the next record of the partition will get.
  func high(_ id: Int64) -> Int64 { highs.withLock { $0[id] ?? 0 } }

  // MARK: Groups and publishers

  public func consumer(_ subscription: Subscription) async throws -> any LogConsumer {
    try checkOwned()
    let topics = known.withLock { $0 }
    for topic in subscription.topics { _ = try topics.topic(topic) }
    let consumer = SQLiteConsumer(subscription, log: self, stay: coordinator.newStay())
    coordinator.join(consumer)
    return consumer
  }

  public func committedOffsets(group: String) async throws -> [TopicPartition: Int64] {
    let names = try await currentTopics().names
    return try await read { connection in
      var offsets: [TopicPartition: Int64] = [:]
      try connection.forEachRow(
        "SELECT partition, next FROM group_offsets WHERE member_group = $1", [.text(group)]
      ) { row in
        if let partition = names[try row.get(0)] { offsets[partition] = try row.get(1) }
        return true
      }
      return offsets
    }
  }

  public func publisher(id: String) async throws -> any LogPublisher {
    try await SQLitePublisher(id: id, log: self)
  }

  public func publisherPosition(id: String) async throws -> Int64? {
    try await read { connection in
      try connection.scalar("SELECT position FROM publishers WHERE id = $1", .text(id), as: Int64?.self) ?? nil
    }
  }

  public func close() async {
    for consumer in coordinator.allConsumers() { await consumer.close() }
    await database.close()
    lock?.release()
  }

  // MARK: The database

  /// Runs a writing job; `durable` is called with its result once it is on disk, in the order of the jobs, before this
  /// returns.
  @discardableResult
  func write<Value: Sendable>(
    _ job: @escaping @Sendable (any SQLConnection) throws -> Value,
    durable: @escaping @Sendable (Value) -> Void = { _ in }
  ) async throws -> Value {
    try checkOwned()
    return try await EventLogError.translating(path) {
      try await withCheckedThrowingContinuation { continuation in
        database.enqueueWrite(job) { result in
          if case .success(let value) = result { durable(value) }
          continuation.resume(with: result)
        }
      }
    }
  }

  func read<Value: Sendable>(
    _ job: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await EventLogError.translating(path) { try await database.read(job) }
  }

  func checkOwned() throws {
    if lock == nil { throw EventLogError.unavailable("\(path) was opened for reading only") }
  }
}
