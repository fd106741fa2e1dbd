import Kafka
import KafkaTestSupport
import Testing

@Suite(
  .timeLimit(.minutes(3)), .serialized,
  .enabled(if: KafkaTestCluster.isAvailable, "\(KafkaTestCluster.missing ?? "")"))
struct AdministratorTests {
  private func administrator() async throws -> KafkaAdministrator {
    try KafkaAdministrator(
      KafkaConfiguration(bootstrapServers: try await KafkaTestCluster.sharedBootstrap()), logger: quiet)
  }

  @Test func topicsAreMadeOnceAndGrow() async throws {
    let administrator = try await administrator()
    let topic = unique("t")
    let new = KafkaNewTopic(name: topic, partitions: 2, settings: ["retention.ms": "60000"])
    #expect(try await administrator.create(new))
    #expect(try await administrator.create(new) == false)
    try await administrator.grow(topic: topic, to: 5)
    #expect(
      try await eventually {
        try await administrator.metadata(topic: topic).topics.first?.partitions.count == 5
      })
    await #expect(throws: KafkaError.self) { try await administrator.grow(topic: topic, to: 3) }
    await #expect(throws: KafkaError.self) {
      try await administrator.create(KafkaNewTopic(name: "no/such name", partitions: 1))
    }
    #expect(try await !administrator.clusterID().isEmpty)
    let marks = try await administrator.watermarks(KafkaPartition(topic, 4))
    #expect(marks == KafkaWatermarks(low: 0, high: 0))
    await administrator.close()
  }

  /// Kafka's own request resets every setting that it does not name.
  @Test func mergedSettingsLeaveTheOthersAlone() async throws {
    let administrator = try await administrator()
    let topic = unique("t")
    try await administrator.create(
      KafkaNewTopic(name: topic, partitions: 1, settings: ["retention.ms": "60000", "cleanup.policy": "compact"]))
    try await administrator.mergeSettings(of: topic, set: ["max.message.bytes": "2000000"])
    var settings = try await administrator.settings(of: [topic])[topic] ?? [:]
    #expect(settings["retention.ms"] == KafkaSetting(value: "60000", isOwn: true))
    #expect(settings["cleanup.policy"] == KafkaSetting(value: "compact", isOwn: true))
    #expect(settings["max.message.bytes"] == KafkaSetting(value: "2000000", isOwn: true))
    #expect(settings["segment.ms"]?.isOwn == false)
    try await administrator.mergeSettings(of: topic, set: [:], reset: ["retention.ms"])
    // A broker answers from what it has heard of the controller so far.
    #expect(
      try await eventually {
        settings = try await administrator.settings(of: [topic])[topic] ?? [:]
        return settings["retention.ms"]?.isOwn == false
      })
    #expect(settings["cleanup.policy"]?.value == "compact")
    await #expect(throws: KafkaError.self) {
      try await administrator.mergeSettings(of: topic, set: ["no.such.setting": "1"])
    }
    await administrator.close()
  }

  @Test func aBrokerThatIsAwayIsAnErrorInTime() async throws {
    let administrator = try KafkaAdministrator(
      KafkaConfiguration(bootstrapServers: "127.0.0.1:1", ["log_level": "2"]), logger: quiet)
    await #expect(throws: KafkaError.self) { try await administrator.clusterID(within: .milliseconds(300)) }
    await #expect(throws: KafkaError.self) { try await administrator.metadata(within: .milliseconds(300)) }
    await #expect(throws: KafkaError.self) {
      try await administrator.committedOffsets(group: "g", within: .milliseconds(300))
    }
    await administrator.close()
  }
}
