import EventLog
import Threading

/// A log that can go away and come back, as brokers do: away, everything fails until it is back.
final class AwayLog: EventLog {
  private let log: any EventLog
  private let away: Lock<Bool>
  /// How often somebody asked in vain.
  private let vain = Lock(0)

  init(_ log: any EventLog, isAway: Bool) {
    self.log = log
    away = Lock(isAway)
  }

  var attempts: Int { vain.withLock { $0 } }

  func set(away isAway: Bool) { away.withLock { $0 = isAway } }

  func check() throws {
    guard away.withLock({ $0 }) else { return }
    vain.withLock { $0 += 1 }
    throw EventLogError.unavailable("away")
  }

  func clusterID() async throws -> String {
    try check()
    return try await log.clusterID()
  }

  func topics() async throws -> [TopicSpecification] {
    try check()
    return try await log.topics()
  }

  func ensure(topics: [TopicSpecification]) async throws {
    try check()
    try await log.ensure(topics: topics)
  }

  func append(_ records: [ProducerRecord]) async throws -> [RecordCoordinates] {
    try check()
    return try await log.append(records)
  }

  func consumer(_ subscription: Subscription) async throws -> any LogConsumer {
    try check()
    return AwayConsumer(consumer: try await log.consumer(subscription), log: self)
  }

  func publisher(id: String) async throws -> any LogPublisher {
    try check()
    return AwayPublisher(publisher: try await log.publisher(id: id), log: self)
  }

  func publisherPosition(id: String) async throws -> Int64? {
    try check()
    return try await log.publisherPosition(id: id)
  }

  func read(_ partition: TopicPartition, from offset: Int64, maxRecords: Int) async throws -> [ConsumedRecord] {
    try check()
    return try await log.read(partition, from: offset, maxRecords: maxRecords)
  }

  func watermarks(topic: String) async throws -> [TopicPartition: Watermarks] {
    try check()
    return try await log.watermarks(topic: topic)
  }

  func committedOffsets(group: String) async throws -> [TopicPartition: Int64] {
    try check()
    return try await log.committedOffsets(group: group)
  }

  func close() async { await log.close() }
}

private struct AwayConsumer: LogConsumer {
  let consumer: any LogConsumer
  let log: AwayLog

  func nextBatch() async throws -> (any RecordBatch)? {
    guard let batch = try await consumer.nextBatch() else { return nil }
    do {
      try log.check()
    } catch {
      await batch.abandon()
      throw error
    }
    return AwayBatch(batch: batch, log: log)
  }

  func assignment() async -> Set<TopicPartition> { await consumer.assignment() }
  func close() async { await consumer.close() }
}

private struct AwayBatch: RecordBatch {
  let batch: any RecordBatch
  let log: AwayLog

  var records: [ConsumedRecord] { batch.records }

  func commit(appending outputs: [ProducerRecord]) async throws -> [RecordCoordinates] {
    try log.check()
    return try await batch.commit(appending: outputs)
  }

  func abandon() async { await batch.abandon() }
}

private struct AwayPublisher: LogPublisher {
  let publisher: any LogPublisher
  let log: AwayLog

  func position() async throws -> Int64? {
    try log.check()
    return try await publisher.position()
  }

  func append(_ records: [ProducerRecord], position: Int64) async throws -> [RecordCoordinates] {
    try log.check()
    return try await publisher.append(records, position: position)
  }
}
