import Kafka
import Logging
import Rulebook
import TopicsAsCode

/// The administration of a Kafka cluster, as topics as code want it.
struct KafkaTopics: TopicAdministration {
  private let administrator: KafkaAdministrator

  /// `nil` where the settings name no cluster.
  static func open(_ settings: Settings) throws -> KafkaTopics? {
    guard let bootstrap = settings.kafka.bootstrap else { return nil }
    // What goes wrong is told by the command itself.
    let logger = Logger(label: "kafka", factory: { _ in SwiftLogNoOpLogHandler() })
    return KafkaTopics(
      administrator: try KafkaAdministrator(
        KafkaConfiguration(bootstrapServers: bootstrap, settings.kafka.properties), logger: logger))
  }

  func close() async { await administrator.close() }

  func describe() async throws -> ClusterDescription {
    let clusterID = try await administrator.clusterID(within: Self.patience)
    let metadata = try await administrator.metadata(within: Self.patience)
    let settings = try await administrator.settings(of: metadata.topics.map(\.name), within: Self.patience)
    return ClusterDescription(
      clusterID: clusterID, brokers: metadata.brokers.count,
      topics: metadata.topics.map { Self.described($0, settings[$0.name] ?? [:]) })
  }

  func create(_ topic: WantedTopic) async throws {
    try await administrator.create(
      KafkaNewTopic(
        name: topic.name, partitions: topic.partitions, replication: topic.replication, settings: topic.settings),
      within: Self.patience)
  }

  func grow(_ topic: String, to partitions: Int) async throws {
    try await administrator.grow(topic: topic, to: partitions, within: Self.patience)
  }

  func change(_ topic: String, set: [String: String], reset: [String]) async throws {
    try await administrator.mergeSettings(of: topic, set: set, reset: reset, within: Self.patience)
  }

  private static let patience = Duration.seconds(20)

  private static func described(_ topic: KafkaTopicDescription, _ settings: [String: KafkaSetting]) -> DescribedTopic {
    let partitions = topic.partitions.enumerated()
    return DescribedTopic(
      name: topic.name, partitions: topic.partitions.count,
      replication: topic.partitions.map(\.replicas.count).min() ?? 0,
      settings: settings.mapValues { DescribedTopic.Setting($0.value, isDefault: !$0.isOwn) },
      leaderless: partitions.filter { $0.element.leader == nil }.map(\.offset),
      underReplicated: partitions.filter { $0.element.inSync.count < $0.element.replicas.count }.map(\.offset),
      // Brokers do not say in their answer which topics are their own; all of those are named so.
      isInternal: topic.name.hasPrefix("__"))
  }
}
