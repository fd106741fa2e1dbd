import CRdkafka
import Foundation
import Kafka
import KafkaMock
import Testing
import Threading

/// The traps of librdkafka 2.0.2; the table in `README.md` beside this file says where each is covered.
@Suite(.timeLimit(.minutes(3))) struct TrapTests {
  @Test func aFullQueueMakesTheSenderWaitAndLosesNothing() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(.mock(mock, ["queue.buffering.max.messages": "10"]), logger: quiet)
    let deliveries = try await withThrowingTaskGroup(of: [KafkaDelivery].self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await producer.send((0..<50).map { KafkaRecord(topic: "t", key: nil, value: [UInt8($0)]) })
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(deliveries.compactMap(\.offset)) == Set(0..<1_000))
    _ = await producer.close()
  }

  @Test func aQueueThatStaysFullIsAnErrorInTheEnd() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(
      .mock(mock, ["queue.buffering.max.messages": "2"]), logger: quiet, queueDeadline: .milliseconds(300))
    mock.setDown()
    let outcomes = Task {
      await producer.deliver((0..<5).map { KafkaRecord(topic: "t", key: nil, value: [UInt8($0)]) })
    }
    try await Task.sleep(for: .seconds(1))
    mock.setUp()
    let results = await outcomes.value
    #expect(results.prefix(2).allSatisfy { (try? $0.get()) != nil }, "in the queue before it was full")
    for result in results.dropFirst(2) {
      guard case .failure(let failure) = result else {
        Issue.record("accepted although there was no room")
        continue
      }
      #expect(failure.error.code == .queueFull)
      #expect(failure.persistence == .notPersisted)
    }
    _ = await producer.close()
  }

  @Test func whoeverIsCancelledInAFullQueueHasSentNothing() async throws {
    let mock = try MockCluster()
    let producer = try KafkaProducer(.mock(mock, ["queue.buffering.max.messages": "1"]), logger: quiet)
    mock.setDown()
    let first = Task { try await producer.send(KafkaRecord(topic: "t", partition: 0, key: nil, value: [1])) }
    try await Task.sleep(for: .milliseconds(100))
    let second = Task { try await producer.send(KafkaRecord(topic: "t", partition: 0, key: nil, value: [2])) }
    try await Task.sleep(for: .milliseconds(100))
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    mock.setUp()
    #expect(try await first.value.offset == 0)
    _ = await producer.close()
  }

  /// The record is in the log, its acknowledgement comes too late.
  @Test func aLostAcknowledgementIsTold() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(
      .mock(mock, ["delivery.timeout.ms": "1200", "socket.timeout.ms": "1000"]), logger: quiet)
    _ = try await producer.send(KafkaRecord(topic: "t", key: nil, value: [0]))
    mock.setRoundTrip(milliseconds: 4_000)
    let error = await #expect(throws: KafkaDeliveryError.self) {
      try await producer.send(KafkaRecord(topic: "t", key: nil, value: [1]))
    }
    #expect(error?.persistence == .possiblyPersisted)
    mock.setRoundTrip(milliseconds: 0)
    _ = await producer.close(within: .seconds(5))
  }

  @Test func aRecordThatWasNeverSentIsNotInTheLog() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(.mock(mock, ["delivery.timeout.ms": "500"]), logger: quiet)
    mock.setDown()
    let error = await #expect(throws: KafkaDeliveryError.self) {
      try await producer.send(KafkaRecord(topic: "t", partition: 0, key: nil, value: [1]))
    }
    #expect(error?.error.code == .messageTimedOut)
    #expect(error?.persistence == .notPersisted)
    _ = await producer.close()
  }

  @Test func aProducerThatFailedForGoodIsReplaced() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let rebuilt = Lock(0)
    let producer = try KafkaProducer(.mock(mock), logger: quiet) { event in
      if case .rebuilt(let error) = event, error.isFatal { rebuilt.withLock { $0 += 1 } }
    }
    _ = try await producer.send(KafkaRecord(topic: "t", key: nil, value: [1]))
    // A gap in the numbers of the first record in flight cannot be mended by the library.
    mock.fail(.produce, [RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER])
    let error = await #expect(throws: KafkaDeliveryError.self) {
      try await producer.send(KafkaRecord(topic: "t", key: nil, value: [2]))
    }
    #expect(error != nil)
    let delivery = try await producer.send(KafkaRecord(topic: "t", key: nil, value: [3]))
    #expect(delivery.offset == 1)
    #expect(rebuilt.withLock { $0 } == 1)
    #expect(await producer.close().isClean)
  }

  @Test func aPositionThatIsGoneIsAnErrorAndNoJump() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(.mock(mock), logger: quiet)
    _ = try await producer.send((0..<10).map { KafkaRecord(topic: "t", key: nil, value: [UInt8($0)]) })
    let consumer = try KafkaConsumer(
      .mock(mock),
      subscription: KafkaSubscription(
        group: "g", topics: ["t"], startOffsets: { _ in [KafkaPartition("t", 0): .offset(500)] }), logger: quiet)
    let error = await #expect(throws: KafkaConsumerError.self) { try await consumer.next() }
    guard case .offsetOutOfRange(let partition, _, let watermarks, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(partition == KafkaPartition("t", 0))
    #expect(watermarks == KafkaWatermarks(low: 0, high: 10))
    try await consumer.seek([partition: .offset(4)])
    #expect(try await drain(consumer, 6).map(\.offset) == Array(4..<10))
    _ = await consumer.close()
    _ = await producer.close()
  }

  @Test func aRevokedBatchIsFinishedWithinTheBudget() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(.mock(mock), logger: quiet)
    _ = try await producer.send((0..<10).map { KafkaRecord(topic: "t", key: nil, value: [UInt8($0)]) })
    _ = await producer.close()
    let told = Lock<[KafkaPartition]>([])
    let consumer = try KafkaConsumer(
      .mock(mock),
      subscription: KafkaSubscription(
        group: "g", topics: ["t"], onRevoke: { partitions in told.withLock { $0 = partitions } },
        revokeBudget: .seconds(20)), logger: quiet)
    let batch = try #require(try await consumer.next())
    // Leaving the group takes the partitions away; the batch is still out then.
    let closing = Task { await consumer.close(within: .seconds(30)) }
    #expect(await eventually { told.withLock { !$0.isEmpty } })
    #expect(batch.lostPartitions.isEmpty)
    try await consumer.commit(batch)
    _ = await closing.value
    let next = try KafkaConsumer(
      .mock(mock), subscription: KafkaSubscription(group: "g", topics: ["t"]), logger: quiet)
    #expect(try await next.committed([KafkaPartition("t", 0)]) == batch.nextOffsets)
    _ = await next.close()
  }

  @Test func aBatchThatIsNotFinishedInTimeIsLostAndNotCommitted() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(.mock(mock), logger: quiet)
    _ = try await producer.send((0..<10).map { KafkaRecord(topic: "t", key: nil, value: [UInt8($0)]) })
    _ = await producer.close()
    // The second member takes the only partition from the first, whose budget is short.
    let first = try KafkaConsumer(
      .mock(mock),
      subscription: KafkaSubscription(group: "g", topics: ["t"], revokeBudget: .milliseconds(200)), logger: quiet)
    let batch = try #require(try await first.next())
    let second = try KafkaConsumer(
      .mock(mock), subscription: KafkaSubscription(group: "g", topics: ["t"]), logger: quiet)
    #expect(await eventually(30) { !batch.lostPartitions.isEmpty })
    let error = await #expect(throws: KafkaConsumerError.self) { try await first.commit(batch) }
    #expect(error == .assignmentLost([KafkaPartition("t", 0)]))
    #expect(try await second.committed([KafkaPartition("t", 0)]).isEmpty)
    _ = await first.close(within: .seconds(5))
    _ = await second.close(within: .seconds(5))
  }

  @Test func anAssignmentThatWasLostIsNeverCommitted() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(.mock(mock), logger: quiet)
    _ = try await producer.send((0..<10).map { KafkaRecord(topic: "t", key: nil, value: [UInt8($0)]) })
    _ = await producer.close()
    let lost = Lock(false)
    let asked = Lock(false)
    let consumer = try KafkaConsumer(
      .mock(mock),
      subscription: KafkaSubscription(
        group: "g", topics: ["t"], onRevoke: { _ in asked.withLock { $0 = true } },
        onEvent: { event in
          if case .revoked(_, let gone) = event, gone { lost.withLock { $0 = true } }
        }), logger: quiet)
    let batch = try #require(try await consumer.next())
    // The group has moved on without this member: somebody else may have the partition already.
    mock.fail(.heartbeat, [RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION])
    #expect(await eventually { lost.withLock { $0 } })
    #expect(asked.withLock { $0 } == false, "there is nothing left to finish")
    #expect(batch.lostPartitions == [KafkaPartition("t", 0)])
    await #expect(throws: KafkaConsumerError.assignmentLost([KafkaPartition("t", 0)])) {
      try await consumer.commit(batch)
    }
    // The imitation does not let the member join again while it still knows it, so the story ends here.
    _ = await consumer.close(within: .seconds(5))
  }

  @Test func closingEndsInTimeAlthoughTheBrokersAreGone() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(.mock(mock), logger: quiet)
    _ = try await producer.send(KafkaRecord(topic: "t", key: nil, value: [1]))
    let consumer = try KafkaConsumer(
      .mock(mock), subscription: KafkaSubscription(group: "g", topics: ["t"], revokeBudget: .milliseconds(100)),
      logger: quiet)
    let batch = try #require(try await consumer.next())
    await consumer.finish(batch)
    mock.setDown()
    let stuck = Task { try await producer.send(KafkaRecord(topic: "t", partition: 0, key: nil, value: [2])) }
    try await Task.sleep(for: .milliseconds(100))
    let report = await producer.close(within: .milliseconds(300))
    #expect(report.undelivered == 1)
    // Whoever waited for an acknowledgement hears that there will be none.
    await #expect(throws: KafkaDeliveryError.self) { try await stuck.value }
    let clock = ContinuousClock.now
    _ = await consumer.close(within: .seconds(10))
    #expect(ContinuousClock.now - clock < .seconds(60))
  }
}
