import EventLog
import EventLogConformance
import EventLogKafka
import Foundation
import KafkaMock

/// The log on librdkafka's imitation of a cluster.
///
/// It has no administration, no transactions worth the name, no named members, and hands partitions over only when a
/// session ends.
struct MockBackend: LogBackend {
  var capabilities: Set<Capability> { [] }

  func makeSite() async throws -> any LogSite { try MockSite() }
}

final class MockSite: LogSite {
  private let cluster: MockCluster

  init() throws {
    cluster = try MockCluster()
    cluster.create(topic: "relay-positions")
  }

  func open() async throws -> any EventLog {
    let configuration = EventLogKafkaConfiguration(
      bootstrapServers: cluster.bootstrap,
      properties: [
        "fetch.wait.max.ms": "10", "heartbeat.interval.ms": "300", "reconnect.backoff.max.ms": "100",
      ], membership: .anonymous, sessionTimeout: .seconds(4), deadline: .seconds(20), logger: quiet)
    return MockLog(inner: try EventLogKafka(configuration), cluster: cluster)
  }

  func interrupting(_ body: @Sendable () async throws -> Void) async throws {
    struct NotAskedFor: Error {}
    throw NotAskedFor()
  }

  func remove() async {}
}

/// Topics are made on the imitation itself, because it understands no request for that.
private struct MockLog: EventLog {
  let inner: EventLogKafka
  let cluster: MockCluster

  func ensure(topics: [TopicSpecification]) async throws {
    for topic in topics { cluster.create(topic: topic.name, partitions: topic.partitions) }
  }

  func clusterID() async throws -> String { try await inner.clusterID() }
  func topics() async throws -> [TopicSpecification] { try await inner.topics() }
  func append(_ records: [ProducerRecord]) async throws -> [RecordCoordinates] { try await inner.append(records) }
  func consumer(_ subscription: Subscription) async throws -> any LogConsumer {
    try await inner.consumer(subscription)
  }
  func publisher(id: String) async throws -> any LogPublisher { try await inner.publisher(id: id) }
  func publisherPosition(id: String) async throws -> Int64? { try await inner.publisherPosition(id: id) }
  func read(_ partition: TopicPartition, from offset: Int64, maxRecords: Int) async throws -> [ConsumedRecord] {
    try await inner.read(partition, from: offset, maxRecords: maxRecords)
  }
  func watermarks(topic: String) async throws -> [TopicPartition: Watermarks] {
    try await inner.watermarks(topic: topic)
  }
  func committedOffsets(group: String) async throws -> [TopicPartition: Int64] {
    try await inner.committedOffsets(group: group)
  }
  func close() async { await inner.close() }
}
