public import EventLog
import Kafka

extension EventLogKafka {
  public func clusterID() async throws -> String {
    try await asking { try await administration.clusterID(within: configuration.deadline) }
  }

  public func topics() async throws -> [TopicSpecification] {
    try await asking {
      let topics = try await administration.metadata(topic: nil, within: configuration.deadline).topics
        .filter { !$0.name.hasPrefix("__") }
      let settings = try await administration.settings(of: topics.map(\.name), within: configuration.deadline)
      return topics.map { topic in
        let settings = settings[topic.name] ?? [:]
        let retention = settings["retention.ms"].flatMap { Int64($0.value) } ?? -1
        return TopicSpecification(
          name: topic.name, partitions: Int32(clamping: topic.partitions.count),
          cleanup: settings["cleanup.policy"]?.value.contains("compact") == true ? .compact : .delete,
          retention: retention < 0 ? nil : retention)
      }.sorted { $0.name < $1.name }
    }
  }

  /// Creates what is missing with the cluster's own number of replicas unless the configuration says otherwise, and adds
  /// partitions. Settings of topics that exist stay as they are: those are for `fenliu topics apply`.
  public func ensure(topics: [TopicSpecification]) async throws {
    try await asking {
      let found = try await administration.metadata(topic: nil, within: configuration.deadline).topics
      let counts = Dictionary(found.map { ($0.name, $0.partitions.count) }, uniquingKeysWith: { first, _ in first })
      for topic in topics {
        guard let count = counts[topic.name] else {
          let new = KafkaNewTopic(
            name: topic.name, partitions: Int(topic.partitions), replication: configuration.replication,
            settings: Self.settings(of: topic))
          try await administration.create(new, within: configuration.deadline)
          try await settled(topic)
          continue
        }
        guard count < topic.partitions else { continue }
        try await administration.grow(topic: topic.name, to: Int(topic.partitions), within: configuration.deadline)
        try await settled(topic)
      }
    }
  }

  /// A topic is known to the brokers a moment after it was made.
  private func settled(_ topic: TopicSpecification) async throws {
    catalog.forget(topic.name)
    let end = ContinuousClock.now + configuration.deadline
    while ContinuousClock.now < end {
      let found = try await administration.metadata(topic: topic.name, within: configuration.deadline).topics.first
      if let found, found.partitions.count >= topic.partitions, found.partitions.allSatisfy({ $0.leader != nil }) {
        return
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw EventLogError.unavailable("the topic \(topic.name) was made and has no leaders yet")
  }

  private static func settings(of topic: TopicSpecification) -> [String: String] {
    [
      "cleanup.policy": topic.cleanup.rawValue, "retention.ms": String(topic.retention ?? -1),
      // Records carry the time at which something happened, which the broker otherwise refuses beyond an hour ahead.
      "message.timestamp.after.max.ms": String(Int64.max),
    ]
  }

  public func watermarks(topic: String) async throws -> [TopicPartition: Watermarks] {
    try await asking {
      var found: [TopicPartition: Watermarks] = [:]
      for number in 0..<(try await catalog.partitions(of: topic)) {
        found[TopicPartition(topic, number)] = try await marks(of: TopicPartition(topic, number))
      }
      return found
    }
  }

  /// The first offset held and the next one, asked again while the partition has just got another leader.
  func marks(of partition: TopicPartition) async throws -> Watermarks {
    let end = ContinuousClock.now + configuration.deadline
    while true {
      do {
        return Watermarks(try await administration.watermarks(partition.kafka, within: configuration.deadline))
      } catch let error as KafkaError where error.isRetriable && ContinuousClock.now < end {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  public func committedOffsets(group: String) async throws -> [TopicPartition: Int64] {
    try await asking { try await offsets(ofGroup: group) }
  }

  func offsets(ofGroup group: String) async throws -> [TopicPartition: Int64] {
    let found = try await administration.committedOffsets(group: group, within: configuration.deadline)
    return Dictionary(uniqueKeysWithValues: found.map { (TopicPartition($0.key), $0.value) })
  }

  /// Runs a question to the brokers, whose errors are told as the log's.
  func asking<Result>(_ body: () async throws -> Result) async throws -> Result {
    try await working {
      do {
        return try await body()
      } catch {
        throw ErrorMapping.log(error)
      }
    }
  }
}
