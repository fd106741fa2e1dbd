import Kafka
import KafkaTestSupport
import Testing

/// Groups as Kafka's coordinator sees them; the imitation knows neither static members nor the administration.
@Suite(
  .timeLimit(.minutes(3)), .serialized,
  .enabled(if: KafkaTestCluster.isAvailable, "\(KafkaTestCluster.missing ?? "")"))
struct GroupTests {
  @Test func aStaticMemberKeepsItsPartitionsAndTheLagIsTold() async throws {
    let configuration = KafkaConfiguration(bootstrapServers: try await KafkaTestCluster.sharedBootstrap())
    let administrator = try KafkaAdministrator(configuration, logger: quiet)
    let (topic, group) = (unique("t"), unique("g"))
    try await administrator.create(KafkaNewTopic(name: topic, partitions: 2))
    let producer = try KafkaProducer(configuration, logger: quiet)
    _ = try await producer.send(
      (0..<10).map { KafkaRecord(topic: topic, partition: Int32($0 % 2), key: nil, value: [UInt8($0)]) })
    _ = await producer.close()

    let subscription = KafkaSubscription(
      group: group, topics: [topic], instanceID: "desk-1", limits: KafkaBatchLimits(maxRecords: 4))
    let first = try KafkaConsumer(configuration, subscription: subscription, logger: quiet)
    let batch = try #require(try await first.next())
    try await first.commit(batch)
    let partitions = Set([KafkaPartition(topic, 0), KafkaPartition(topic, 1)])
    let description = try await administrator.describe(group: group)
    #expect(description.state == "Stable")
    #expect(description.members.map(\.instanceID) == ["desk-1"])
    #expect(Set(description.members.flatMap(\.assignment)) == partitions)
    #expect(try await administrator.groups().contains(group))
    let lag = try await administrator.lag(group: group, topics: [topic])
    #expect(Set(lag.keys) == partitions)
    #expect(lag.values.map(\.records).reduce(0, +) == Int64(10 - batch.count))

    // A newer member with the same name takes over; the older one is told and ends.
    let second = try KafkaConsumer(configuration, subscription: subscription, logger: quiet)
    let next = try #require(try await second.next())
    await second.finish(next)
    let error = await #expect(throws: KafkaConsumerError.self) {
      while let batch = try await first.next() { await first.finish(batch) }
    }
    if case .fatal? = error {} else { Issue.record("\(String(describing: error))") }
    _ = await first.close(within: .seconds(5))
    _ = await second.close(within: .seconds(5))
    await administrator.close()
  }
}
