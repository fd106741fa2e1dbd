import CRdkafka
public import Logging
import Threading

/// Questions and orders to a cluster. Nothing here removes a topic.
public final class KafkaAdministrator: Sendable {
  let client: ClientHandle
  private let worker = WorkerThread(name: "kafka-administrator")

  /// - Throws: ``KafkaConfigurationError``.
  public init(_ configuration: KafkaConfiguration, logger: Logger = Logger(label: "kafka.administrator")) throws {
    let sink = ClientSink(name: "administrator", logger: logger, onEvent: nil)
    client = try ClientHandle(RD_KAFKA_PRODUCER, configuration, sink: sink)
  }

  deinit { worker.close() }

  public func close() async { worker.close() }

  // MARK: Questions

  public func clusterID(within duration: Duration = .seconds(30)) async throws -> String {
    try await run { client in
      guard let text = rd_kafka_clusterid(client.pointer, duration.libraryMilliseconds) else {
        throw KafkaError(.timedOut, during: "ask for the cluster's id")
      }
      defer { rd_kafka_mem_free(client.pointer, text) }
      return String(cString: text)
    }
  }

  /// Brokers and topics; `topic`: that one alone, which is missing in the answer when it does not exist.
  public func metadata(topic: String? = nil, within duration: Duration = .seconds(30)) async throws -> KafkaMetadata {
    try await run { client in
      let handle = try topic.map { try TopicHandle($0, of: client) }
      var found: UnsafePointer<rd_kafka_metadata>?
      let code = rd_kafka_metadata(
        client.pointer, topic == nil ? 1 : 0, handle?.pointer, &found, duration.libraryMilliseconds)
      guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let found else { throw KafkaError(code, during: "ask for metadata") }
      defer { rd_kafka_metadata_destroy(found) }
      return KafkaMetadata(found.pointee)
    }
  }

  /// The first offset still held and the next one to be given.
  public func watermarks(
    _ partition: KafkaPartition, within duration: Duration = .seconds(30)
  ) async throws -> KafkaWatermarks {
    let deadline = ContinuousClock.now + duration
    while true {
      do {
        return try await run { try Self.watermarks(partition, of: $0, within: deadline - .now) }
      } catch let error as KafkaError where error.isRetriable && ContinuousClock.now < deadline {
        // A partition that was just made, or has just moved, has no leader for a moment.
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private static func watermarks(
    _ partition: KafkaPartition, of client: ClientHandle, within duration: Duration
  ) throws -> KafkaWatermarks {
    var marks = KafkaWatermarks(low: 0, high: 0)
    let code = rd_kafka_query_watermark_offsets(
      client.pointer, partition.topic, partition.partition, &marks.low, &marks.high, duration.libraryMilliseconds)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw KafkaError(KafkaError.Code(code), nil, during: "ask for watermarks", partition: partition)
    }
    return marks
  }

  /// All settings of topics, by topic and name.
  public func settings(
    of topics: [String], within duration: Duration = .seconds(30)
  ) async throws -> [String: [String: KafkaSetting]] {
    guard !topics.isEmpty else { return [:] }
    return try await run { try ConfigRequests.describe(topics, of: $0, within: duration) }
  }

  /// The offsets that a group has committed; none of a group that nobody knows.
  public func committedOffsets(
    group: String, within duration: Duration = .seconds(30)
  ) async throws -> [KafkaPartition: Int64] {
    try await run { try GroupRequests.offsets(group, of: $0, within: duration) }
  }

  // MARK: Orders

  /// Creates a topic; one that is there already is left as it is.
  ///
  /// - Returns: whether it was made now.
  @discardableResult
  public func create(_ topic: KafkaNewTopic, within duration: Duration = .seconds(30)) async throws -> Bool {
    let deadline = ContinuousClock.now + duration
    let made = try await run { try TopicRequests.create(topic, of: $0, within: duration) }
    // The controller has it; a broker answers for it only when it has heard of it.
    while made, .now < deadline,
      try await metadata(topic: topic.name, within: duration).topics.first?.partitions.count != topic.partitions
    {
      try await Task.sleep(for: .milliseconds(20))
    }
    return made
  }

  /// Adds partitions, so that there are `partitions` of them.
  public func grow(topic: String, to partitions: Int, within duration: Duration = .seconds(30)) async throws {
    try await run { try TopicRequests.grow(topic, to: partitions, of: $0, within: duration) }
  }

  /// Gives a topic settings and takes others back to their defaults; its other settings stay.
  ///
  /// The protocol's own request replaces all of a topic's settings, so they are read first and sent along. Somebody who
  /// changes them at the same moment is overwritten.
  public func mergeSettings(
    of topic: String, set: [String: String], reset: [String] = [], within duration: Duration = .seconds(30)
  ) async throws {
    try await run { client in
      let present = try ConfigRequests.describe([topic], of: client, within: duration)[topic] ?? [:]
      var wanted = present.filter(\.value.isOwn).mapValues(\.value)
      wanted.merge(set) { $1 }
      for name in reset { wanted[name] = nil }
      try ConfigRequests.replace(topic, wanted, of: client, within: duration)
    }
    // A broker hears of it from the controller a moment later. Whoever merged again before that would read the old
    // settings and put them back.
    let deadline = ContinuousClock.now + min(duration, .seconds(10))
    while .now < deadline {
      let now = try await settings(of: [topic], within: duration)[topic] ?? [:]
      let isSet = set.allSatisfy { now[$0.key]?.isOwn == true && now[$0.key]?.value == $0.value }
      if isSet, reset.allSatisfy({ now[$0]?.isOwn != true }) { return }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  func run<Result: Sendable>(
    _ body: @escaping @Sendable (ClientHandle) throws -> Result
  ) async throws -> Result {
    let client = client
    return try await worker.run { try body(client) }
  }
}

extension KafkaMetadata {
  init(_ found: rd_kafka_metadata) {
    let brokers = (0..<Int(found.broker_cnt)).compactMap { found.brokers?[$0].id }
    let topics = (0..<Int(found.topic_cnt)).compactMap { index -> KafkaTopicDescription? in
      guard let topic = found.topics?[index], topic.err == RD_KAFKA_RESP_ERR_NO_ERROR, let name = topic.topic else {
        return nil
      }
      let partitions = (0..<Int(topic.partition_cnt)).compactMap { number -> KafkaTopicDescription.Partition? in
        guard let partition = topic.partitions?[number] else { return nil }
        return KafkaTopicDescription.Partition(
          leader: partition.leader >= 0 ? partition.leader : nil,
          replicas: (0..<Int(partition.replica_cnt)).compactMap { partition.replicas?[$0] },
          inSync: (0..<Int(partition.isr_cnt)).compactMap { partition.isrs?[$0] })
      }
      return KafkaTopicDescription(name: String(cString: name), partitions: partitions)
    }
    self.init(brokers: brokers, topics: topics)
  }
}
