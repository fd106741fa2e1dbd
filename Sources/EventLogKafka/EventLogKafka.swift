public import EventLog
import Kafka
import Threading

/// The log on Apache Kafka.
///
/// One idempotent producer serves all appends; each member and each publisher has a transactional producer of its own once
/// it needs one. A client that failed for good is replaced: brokers that were away and come back are gone on with.
public final class EventLogKafka: EventLog {
  private struct State {
    var isClosed = false
    var working = 0
    var drained: [CheckedContinuation<Void, Never>] = []
    var consumers: [ObjectIdentifier: KafkaLogConsumer] = [:]
    var publishers: [KafkaPublisher] = []
  }

  let configuration: EventLogKafkaConfiguration
  let metrics = LogMetrics()
  let catalog: TopicCatalog
  let administration: KafkaAdministrator
  let reader: KafkaReader
  private let producer: KafkaProducer
  private let state = Lock(State())

  /// Makes the clients; the brokers are contacted in the background, and need not be there yet.
  ///
  /// - Throws: `KafkaConfigurationError` for a property that librdkafka does not know or whose value it refuses.
  public init(_ configuration: EventLogKafkaConfiguration) throws {
    self.configuration = configuration
    // Watermarks are those of all records, committed or not: what is behind an open transaction is in the log, too.
    administration = try KafkaAdministrator(
      configuration.common.setting(["isolation.level": "read_uncommitted"]), logger: configuration.logger)
    reader = try KafkaReader(configuration.common, logger: configuration.logger)
    catalog = TopicCatalog(administration, deadline: configuration.deadline)
    producer = try KafkaProducer(
      configuration.producing, logger: configuration.logger, queueDeadline: configuration.deadline)
  }

  // MARK: Appending

  public func append(_ records: [ProducerRecord]) async throws -> [RecordCoordinates] {
    try await working {
      guard !records.isEmpty else { return [] }
      try await check(records)
      do {
        let places = try await producer.send(records.map { KafkaRecord($0) }).map { RecordCoordinates($0) }
        metrics.appended(records)
        return places
      } catch {
        throw ErrorMapping.log(error)
      }
    }
  }

  /// Refuses what no broker would take, before anything is sent.
  func check(_ records: [ProducerRecord]) async throws {
    for record in records where record.bytes > EventLogKafkaConfiguration.largestRecord {
      throw EventLogError.recordTooLarge(
        topic: record.topic, bytes: record.bytes, limit: EventLogKafkaConfiguration.largestRecord)
    }
    var last: (topic: String, count: Int32)?
    for record in records {
      if last?.topic != record.topic { last = (record.topic, try await catalog.partitions(of: record.topic)) }
      guard let partition = record.partition, let count = last?.count, !(0..<count).contains(partition) else {
        continue
      }
      // More may have been added since.
      catalog.forget(record.topic)
      last = (record.topic, try await catalog.partitions(of: record.topic))
      guard (0..<(last?.count ?? 0)).contains(partition) else {
        throw EventLogError.unknownPartition(TopicPartition(record.topic, partition))
      }
    }
  }

  // MARK: Consuming and publishing

  public func consumer(_ subscription: Subscription) async throws -> any LogConsumer {
    try await working {
      for topic in subscription.topics {
        do {
          _ = try await catalog.partitions(of: topic)
        } catch EventLogError.unavailable {
          // Joins when the brokers are there.
          break
        }
      }
      let consumer = try KafkaLogConsumer(subscription, log: self)
      state.withLock { $0.consumers[ObjectIdentifier(consumer)] = consumer }
      return consumer
    }
  }

  public func publisher(id: String) async throws -> any LogPublisher {
    try await working {
      let publisher = try await KafkaPublisher(id: id, log: self)
      state.withLock { $0.publishers.append(publisher) }
      return publisher
    }
  }

  func left(_ consumer: KafkaLogConsumer) {
    state.withLock { $0.consumers[ObjectIdentifier(consumer)] = nil }
  }

  // MARK: Closing

  /// Runs `body` if the log is open; ``close()`` waits for it.
  func working<Result>(_ body: () async throws -> Result) async throws -> Result {
    let isOpen = state.withLock { state in
      guard !state.isClosed else { return false }
      state.working += 1
      return true
    }
    guard isOpen else { throw EventLogError.closed }
    defer { worked() }
    return try await body()
  }

  private func worked() {
    let drained = state.withLock { state in
      state.working -= 1
      guard state.working == 0 else { return [] as [CheckedContinuation<Void, Never>] }
      defer { state.drained = [] }
      return state.drained
    }
    for continuation in drained { continuation.resume() }
  }

  public func close() async {
    let (consumers, publishers) = state.withLock { state in
      state.isClosed = true
      defer { state.publishers = [] }
      return (Array(state.consumers.values), state.publishers)
    }
    await drain()
    for consumer in consumers { await consumer.close() }
    for publisher in publishers { await publisher.close() }
    _ = await producer.close(within: configuration.deadline)
    await reader.close()
    await administration.close()
  }

  private func drain() async {
    await withCheckedContinuation { continuation in
      let isDrained = state.withLock { state in
        if state.working == 0 { return true }
        state.drained.append(continuation)
        return false
      }
      if isDrained { continuation.resume() }
    }
  }
}
