import CRdkafka
import Kafka
import KafkaMock
import KafkaTestSupport
import Testing

/// What the imitation can show of transactions: how errors are classified and what the producer does about them.
@Suite(.timeLimit(.minutes(3))) struct TransactionErrorTests {
  private func producer(_ mock: MockCluster, _ more: [String: String] = [:]) async throws -> KafkaTransactionalProducer
  {
    mock.create(topic: "out")
    let producer = try KafkaTransactionalProducer(
      .mock(mock, more), transactionalID: unique("id"), logger: quiet, queueDeadline: .seconds(2))
    try await producer.run { try $0.initialize(within: .seconds(20)) }
    return producer
  }

  @Test func deliveriesComeInTheOrderOfProducing() async throws {
    let mock = try MockCluster()
    let producer = try await producer(mock)
    let deliveries = try await producer.run { producer in
      try producer.begin()
      let topic = try producer.topic("out")
      var headers = KafkaHeaders()
      for number in 0..<3_000 {
        if number.isMultiple(of: 2) {
          try producer.produce(KafkaRecord(topic: "out", partition: 0, key: nil, value: Array("\(number)".utf8)))
        } else {
          headers.removeAll()
          headers.append("n", [UInt8(number & 255)].span)
          headers.append("null", nil)
          try producer.produce(
            to: topic, partition: 0, key: [1].span, value: Array("\(number)".utf8).span, headers: headers)
        }
      }
      let deliveries = try producer.flush()
      try producer.commit()
      return deliveries
    }
    #expect(deliveries.map(\.offset) == (0..<3_000).map { Int64($0) })
    let reader = try KafkaReader(.mock(mock), logger: quiet)
    let page = try await reader.read(KafkaPartition("out", 0), from: 0, maxRecords: 3_000)
    #expect(page.messages.map(\.value) == (0..<3_000).map { Array("\($0)".utf8) })
    #expect(page.messages[1].headers == [KafkaHeader("n", [1]), KafkaHeader("null", nil as [UInt8]?)])
    #expect(page.messages[1].key == [1])
    await reader.close()
    #expect(await producer.close().isClean)
  }

  @Test func aRetriableErrorIsTriedAgain() async throws {
    let mock = try MockCluster()
    let producer = try await producer(mock)
    mock.fail(
      .endTransaction,
      [RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE])
    try await producer.run { producer in
      try producer.begin()
      try producer.produce(KafkaRecord(topic: "out", key: nil, value: [1]))
      try producer.commit(within: .seconds(20))
    }
    _ = await producer.close()
  }

  @Test func anAbortableErrorAsksForAnAbortAfterWhichWorkGoesOn() async throws {
    let mock = try MockCluster()
    let producer = try await producer(mock)
    mock.fail(.addPartitionsToTransaction, [RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED])
    let error = await #expect(throws: KafkaTransactionError.self) {
      try await producer.run { producer in
        try producer.begin()
        try producer.produce(KafkaRecord(topic: "out", key: nil, value: [1]))
        try producer.commit(within: .seconds(20))
      }
    }
    #expect(error?.kind == .abortable)
    #expect(error?.outcome == .notCommitted)
    try await producer.run { producer in
      try producer.abort()
      try producer.begin()
      try producer.produce(KafkaRecord(topic: "out", key: nil, value: [2]))
      try producer.commit(within: .seconds(20))
    }
    _ = await producer.close()
  }

  @Test func fencingIsToldApartFromOtherFatalErrors() async throws {
    let mock = try MockCluster()
    let producer = try await producer(mock)
    mock.fail(.endTransaction, [RD_KAFKA_RESP_ERR_PRODUCER_FENCED])
    let error = await #expect(throws: KafkaTransactionError.self) {
      try await producer.run { producer in
        try producer.begin()
        try producer.produce(KafkaRecord(topic: "out", key: nil, value: [1]))
        try producer.commit(within: .seconds(20))
      }
    }
    #expect(error?.kind == .fenced)
    #expect(error?.outcome == .unknown)
    // Nothing works with this producer any more.
    let later = await #expect(throws: KafkaTransactionError.self) { try await producer.run { try $0.begin() } }
    #expect(later?.kind == .fenced || later?.kind == .fatal)
    _ = await producer.close()
  }

  @Test func aGapInTheSequenceIsFatal() async throws {
    let mock = try MockCluster()
    let producer = try await producer(mock)
    mock.fail(.produce, [RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER])
    let error = await #expect(throws: KafkaTransactionError.self) {
      try await producer.run { producer in
        try producer.begin()
        try producer.produce(KafkaRecord(topic: "out", key: nil, value: [1]))
        try producer.commit(within: .seconds(20))
      }
    }
    #expect(error?.kind == .fatal)
    _ = await producer.close()
  }

  @Test func aCommitWithoutAnswerIsOfUnknownOutcome() async throws {
    let mock = try MockCluster()
    let producer = try await producer(mock)
    let error = await #expect(throws: KafkaTransactionError.self) {
      try await producer.run { producer in
        try producer.begin()
        try producer.produce(KafkaRecord(topic: "out", key: nil, value: [1]))
        try producer.flush()
        mock.delay(.endTransaction, milliseconds: 4_000)
        try producer.commit(within: .milliseconds(700))
      }
    }
    #expect(error?.kind == .retriable)
    #expect(error?.outcome == .unknown)
    // The same call may be made again and finds out.
    try await producer.run { try $0.commit(within: .seconds(20)) }
    _ = await producer.close()
  }

  @Test func callsOutOfTurnAreErrorsNotTraps() async throws {
    let mock = try MockCluster()
    let producer = try KafkaTransactionalProducer(.mock(mock), transactionalID: unique("id"), logger: quiet)
    await #expect(throws: KafkaTransactionError.self) { try await producer.run { try $0.begin() } }
    await #expect(throws: KafkaTransactionError.self) {
      try await producer.run { try $0.produce(KafkaRecord(topic: "out", key: nil, value: nil)) }
    }
    _ = await producer.close()
    await #expect(throws: KafkaTransactionError.self) { try await producer.run { try $0.begin() } }
  }
}

/// What only Kafka itself can show.
@Suite(
  .timeLimit(.minutes(3)), .serialized,
  .enabled(if: KafkaTestCluster.isAvailable, "\(KafkaTestCluster.missing ?? "")"))
struct TransactionTests {
  private struct Site {
    var configuration: KafkaConfiguration
    var input: String
    var output: String
    var group: String
  }

  /// An input topic of ten records and an empty output topic.
  private func site() async throws -> Site {
    let configuration = KafkaConfiguration(bootstrapServers: try await KafkaTestCluster.sharedBootstrap())
    let site = Site(configuration: configuration, input: unique("in"), output: unique("out"), group: unique("g"))
    let administrator = try KafkaAdministrator(configuration, logger: quiet)
    for topic in [site.input, site.output] {
      try await administrator.create(KafkaNewTopic(name: topic, partitions: 1))
    }
    let producer = try KafkaProducer(configuration, logger: quiet)
    _ = try await producer.send((0..<10).map { KafkaRecord(topic: site.input, key: nil, value: [UInt8($0)]) })
    _ = await producer.close()
    await administrator.close()
    return site
  }

  private func consumer(_ site: Site) throws -> KafkaConsumer {
    try KafkaConsumer(
      site.configuration,
      subscription: KafkaSubscription(
        group: site.group, topics: [site.input], limits: KafkaBatchLimits(maxRecords: 10, maxWait: .seconds(2))),
      logger: quiet)
  }

  private func producer(_ site: Site, _ id: String) async throws -> KafkaTransactionalProducer {
    let producer = try KafkaTransactionalProducer(site.configuration, transactionalID: id, logger: quiet)
    try await producer.run { try $0.initialize() }
    return producer
  }

  private func output(_ site: Site) async throws -> [[UInt8]?] {
    let reader = try KafkaReader(site.configuration, logger: quiet)
    defer { Task { await reader.close() } }
    return try await reader.read(KafkaPartition(site.output, 0), from: 0, maxRecords: 100).messages.map(\.value)
  }

  private func committed(_ site: Site) async throws -> Int64? {
    let administrator = try KafkaAdministrator(site.configuration, logger: quiet)
    defer { Task { await administrator.close() } }
    return try await administrator.committedOffsets(group: site.group)[KafkaPartition(site.input, 0)]
  }

  @Sendable private static func pass(
    _ batch: KafkaBatch, _ output: String, _ producer: KafkaTransactionalProducer
  ) throws {
    try producer.begin()
    for message in batch.copy() {
      try producer.produce(KafkaRecord(topic: output, key: message.key, value: message.value))
    }
    let group = try #require(batch.group)
    try producer.sendOffsets(batch.nextOffsets, of: group)
  }

  @Test func afterAnAbortTheRecordsComeAgainAndAreSeenOnce() async throws {
    let site = try await site()
    let consumer = try consumer(site)
    let producer = try await producer(site, unique("id"))
    let first = try #require(try await consumer.next())
    try await producer.run { producer in
      try Self.pass(first, site.output, producer)
      try producer.flush()
      try producer.abort()
    }
    #expect(try await output(site).isEmpty)
    #expect(try await committed(site) == nil)
    try await consumer.rewindToCommitted()
    let again = try #require(try await consumer.next())
    #expect(again.firstOffsets == first.firstOffsets)
    try await producer.run { producer in
      try Self.pass(again, site.output, producer)
      try producer.commit()
    }
    await consumer.finish(again)
    #expect(try await output(site) == again.copy().map(\.value))
    #expect(try await committed(site) == Int64(again.count))
    _ = await producer.close()
    _ = await consumer.close(within: .seconds(5))
  }

  @Test func aSecondProducerFencesTheFirstAndEndsWhatItLeftOpen() async throws {
    let site = try await site()
    let consumer = try consumer(site)
    let id = unique("id")
    let zombie = try await producer(site, id)
    let batch = try #require(try await consumer.next())
    try await zombie.run { zombie in
      try Self.pass(batch, site.output, zombie)
      try zombie.flush()
    }
    let heir = try await producer(site, id)
    let error = await #expect(throws: KafkaTransactionError.self) { try await zombie.run { try $0.commit() } }
    #expect(error?.kind == .fenced)
    #expect(try await output(site).isEmpty)
    try await heir.run { heir in
      try Self.pass(batch, site.output, heir)
      try heir.commit()
    }
    #expect(try await output(site).count == batch.count)
    _ = await zombie.close()
    _ = await heir.close()
    await consumer.finish(batch)
    _ = await consumer.close(within: .seconds(5))
  }

  @Test func aGroupThatHasMovedOnRefusesTheOffsets() async throws {
    let site = try await site()
    let producer = try await producer(site, unique("id"))
    let old = try consumer(site)
    let batch = try #require(try await old.next())
    _ = await old.close(within: .seconds(3))
    let new = try consumer(site)
    let held = try #require(try await new.next())
    let error = await #expect(throws: KafkaTransactionError.self) {
      try await producer.run { producer in
        try Self.pass(batch, site.output, producer)
        try producer.commit()
      }
    }
    #expect(error?.kind == .abortable)
    try await producer.run { try $0.abort() }
    #expect(try await output(site).isEmpty)
    await new.finish(held)
    _ = await producer.close()
    _ = await new.close(within: .seconds(5))
  }
}
