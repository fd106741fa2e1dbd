import EventLog

/// A log that puts a prefix before the names of topics and groups, so that many tests share one cluster and each finds it
/// empty.
struct PrefixedLog: EventLog {
  let inner: any EventLog
  let prefix: String

  func clusterID() async throws -> String { try await inner.clusterID() }

  func topics() async throws -> [TopicSpecification] {
    try await inner.topics().filter { $0.name.hasPrefix(prefix) }.map { topic in
      var topic = topic
      topic.name = bare(topic.name)
      return topic
    }
  }

  func ensure(topics: [TopicSpecification]) async throws {
    try await baring {
      try await inner.ensure(
        topics: topics.map { topic in
          var topic = topic
          topic.name = prefix + topic.name
          return topic
        })
    }
  }

  func append(_ records: [ProducerRecord]) async throws -> [RecordCoordinates] {
    try await baring { try await inner.append(prefixed(records)).map(bare) }
  }

  func consumer(_ subscription: Subscription) async throws -> any LogConsumer {
    var subscription = subscription
    subscription.group = prefix + subscription.group
    subscription.topics = subscription.topics.map { prefix + $0 }
    if let startOffsets = subscription.startOffsets {
      subscription.startOffsets = { partitions in
        let found = try await startOffsets(partitions.map(bare))
        return Dictionary(uniqueKeysWithValues: found.map { (prefixed($0.key), $0.value) })
      }
    }
    if let onRevoke = subscription.onRevoke {
      subscription.onRevoke = { await onRevoke($0.map(bare)) }
    }
    let wanted = subscription
    return try await baring { PrefixedConsumer(log: self, inner: try await inner.consumer(wanted)) }
  }

  func publisher(id: String) async throws -> any LogPublisher {
    try await baring { PrefixedPublisher(log: self, inner: try await inner.publisher(id: id)) }
  }

  func publisherPosition(id: String) async throws -> Int64? { try await inner.publisherPosition(id: id) }

  func read(_ partition: TopicPartition, from offset: Int64, maxRecords: Int) async throws -> [ConsumedRecord] {
    try await baring {
      try await inner.read(prefixed(partition), from: offset, maxRecords: maxRecords).map(bare)
    }
  }

  func watermarks(topic: String) async throws -> [TopicPartition: Watermarks] {
    try await baring {
      let found = try await inner.watermarks(topic: prefix + topic)
      return Dictionary(uniqueKeysWithValues: found.map { (bare($0.key), $0.value) })
    }
  }

  func committedOffsets(group: String) async throws -> [TopicPartition: Int64] {
    let found = try await inner.committedOffsets(group: prefix + group)
    return Dictionary(uniqueKeysWithValues: found.map { (bare($0.key), $0.value) })
  }

  func close() async { await inner.close() }

  // MARK: Names

  func prefixed(_ records: [ProducerRecord]) -> [ProducerRecord] {
    records.map { record in
      var record = record
      record.topic = prefix + record.topic
      return record
    }
  }

  func prefixed(_ partition: TopicPartition) -> TopicPartition {
    TopicPartition(prefix + partition.topic, partition.partition)
  }

  func bare(_ name: String) -> String { name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name }

  func bare(_ partition: TopicPartition) -> TopicPartition {
    TopicPartition(bare(partition.topic), partition.partition)
  }

  func bare(_ at: RecordCoordinates) -> RecordCoordinates { RecordCoordinates(bare(at.partition), at.offset) }

  func bare(_ record: ConsumedRecord) -> ConsumedRecord {
    var record = record
    record.coordinates = bare(record.coordinates)
    return record
  }

  /// Runs `body`; an error of the log is told with bare names.
  func baring<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as EventLogError {
      throw bare(error)
    }
  }

  private func bare(_ error: EventLogError) -> EventLogError {
    switch error {
    case .unknownTopic(let topic): .unknownTopic(bare(topic))
    case .unknownPartition(let partition): .unknownPartition(bare(partition))
    case .assignmentLost(let partitions): .assignmentLost(partitions.map(bare))
    case .recordTooLarge(let topic, let bytes, let limit):
      .recordTooLarge(topic: bare(topic), bytes: bytes, limit: limit)
    case .offsetOutOfRange(let at, let marks): .offsetOutOfRange(bare(at), marks)
    case .corrupted(let at, let why): .corrupted(at.map(bare), why)
    case .unavailable, .fenced, .owned, .closed: error
    }
  }
}

private struct PrefixedConsumer: LogConsumer {
  let log: PrefixedLog
  let inner: any LogConsumer

  func nextBatch() async throws -> (any RecordBatch)? {
    try await log.baring { try await inner.nextBatch().map { PrefixedBatch(log: log, inner: $0) } }
  }

  func assignment() async -> Set<TopicPartition> { Set(await inner.assignment().map(log.bare)) }

  func close() async { await inner.close() }
}

private struct PrefixedBatch: RecordBatch {
  let log: PrefixedLog
  let inner: any RecordBatch
  let records: [ConsumedRecord]

  init(log: PrefixedLog, inner: any RecordBatch) {
    self.log = log
    self.inner = inner
    records = inner.records.map(log.bare)
  }

  func commit(appending outputs: [ProducerRecord]) async throws -> [RecordCoordinates] {
    try await log.baring { try await inner.commit(appending: log.prefixed(outputs)).map(log.bare) }
  }

  func abandon() async { await inner.abandon() }
}

private struct PrefixedPublisher: LogPublisher {
  let log: PrefixedLog
  let inner: any LogPublisher

  func position() async throws -> Int64? { try await inner.position() }

  func append(_ records: [ProducerRecord], position: Int64) async throws -> [RecordCoordinates] {
    try await log.baring {
      try await inner.append(log.prefixed(records), position: position).map(log.bare)
    }
  }
}
