import CRdkafka
import Foundation
import Kafka
import KafkaMock
import Testing
import Threading

@Suite(.timeLimit(.minutes(3))) struct ConsumerTests {
  private func filled(_ count: Int, partitions: Int32 = 1) async throws -> (MockCluster, String) {
    let mock = try MockCluster()
    let topic = unique("t")
    mock.create(topic: topic, partitions: partitions)
    let producer = try KafkaProducer(.mock(mock), logger: quiet)
    _ = try await producer.send(
      (0..<count).map {
        KafkaRecord(topic: topic, partition: Int32($0) % partitions, key: nil, value: Array("\($0)".utf8))
      })
    _ = await producer.close()
    return (mock, topic)
  }

  @Test func batchesAreBoundedGroupedAndInOrder() async throws {
    let (mock, topic) = try await filled(900, partitions: 3)
    let consumer = try KafkaConsumer(
      .mock(mock), subscription: KafkaSubscription(group: "g", topics: [topic]), logger: quiet)
    var next: [KafkaPartition: Int64] = [:]
    var read = 0
    while read < 900 {
      let batch = try #require(try await consumer.next(KafkaBatchLimits(maxRecords: 100)))
      #expect((1...100).contains(batch.count))
      var seen: [KafkaPartition] = []
      batch.forEach { record in
        if seen.last != record.partition { seen.append(record.partition) }
        #expect(record.offset == next[record.partition, default: 0])
        next[record.partition] = record.offset + 1
      }
      #expect(Set(seen).count == seen.count, "grouped by partition")
      #expect(batch.nextOffsets == next.filter { seen.contains($0.key) })
      read += batch.count
      try await consumer.commit(batch)
    }
    #expect(try await consumer.committed((0..<3).map { KafkaPartition(topic, $0) }) == next)
    #expect(await consumer.close().isClean)
  }

  @Test func aBatchIsClosedByItsBytes() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(.mock(mock), logger: quiet)
    let value = [UInt8](repeating: 1, count: 1_000)
    _ = try await producer.send((0..<50).map { _ in KafkaRecord(topic: "t", key: nil, value: value) })
    _ = await producer.close()
    let consumer = try KafkaConsumer(
      .mock(mock), subscription: KafkaSubscription(group: "g", topics: ["t"]), logger: quiet)
    var read = 0
    while read < 50 {
      let batch = try #require(try await consumer.next(KafkaBatchLimits(maxRecords: 1_000, maxBytes: 4_500)))
      #expect(batch.count <= 5)
      read += batch.count
      try await consumer.commit(batch)
    }
    #expect(await consumer.close().isClean)
  }

  @Test func whatWasNotCommittedComesAgain() async throws {
    let (mock, topic) = try await filled(100)
    let subscription = KafkaSubscription(
      group: "g", topics: [topic], limits: KafkaBatchLimits(maxRecords: 40), revokeBudget: .milliseconds(100))
    let first = try KafkaConsumer(.mock(mock), subscription: subscription, logger: quiet)
    let kept = try #require(try await first.next())
    try await first.commit(kept)
    let dropped = try #require(try await first.next())
    #expect(dropped.firstOffsets.values.first == Int64(kept.count))
    _ = await first.close()
    let second = try KafkaConsumer(.mock(mock), subscription: subscription, logger: quiet)
    let again = try #require(try await second.next())
    #expect(again.firstOffsets == dropped.firstOffsets)
    _ = await second.close()
  }

  @Test func abandonedAndRewoundRecordsComeAgainAndNothingReadAheadSlipsIn() async throws {
    let (mock, topic) = try await filled(300)
    let consumer = try KafkaConsumer(
      .mock(mock),
      subscription: KafkaSubscription(group: "g", topics: [topic], limits: KafkaBatchLimits(maxRecords: 50)),
      logger: quiet)
    let one = try #require(try await consumer.next())
    try await consumer.commit(one)
    let committed = Int64(one.count)
    let two = try #require(try await consumer.next())
    let three = try #require(try await consumer.next())
    try await consumer.abandon(three)
    let threeAgain = try #require(try await consumer.next())
    #expect(threeAgain.firstOffsets == three.firstOffsets)
    try await consumer.rewindToCommitted()
    let twoAgain = try #require(try await consumer.next())
    #expect(twoAgain.firstOffsets == two.firstOffsets)
    #expect(twoAgain.firstOffsets.values.first == committed)
    await #expect(throws: KafkaConsumerError.self) { try await consumer.commit(two) }
    try await consumer.seek([KafkaPartition(topic, 0): .offset(7)])
    #expect(try await consumer.next()?.firstOffsets.values.first == 7)
    try await consumer.seek([KafkaPartition(topic, 0): .beginning])
    #expect(try await consumer.next()?.firstOffsets.values.first == 0)
    _ = await consumer.close()
  }

  @Test func aStartOffsetFromTheHookWins() async throws {
    let (mock, topic) = try await filled(20, partitions: 2)
    let consumer = try KafkaConsumer(
      .mock(mock),
      subscription: KafkaSubscription(
        group: "g", topics: [topic],
        startOffsets: { partitions in
          try await Task.sleep(for: .milliseconds(50))
          return partitions.contains(KafkaPartition(topic, 0)) ? [KafkaPartition(topic, 0): .offset(6)] : [:]
        }), logger: quiet)
    let messages = try await drain(consumer, 14)
    #expect(messages.filter { $0.partition.partition == 0 }.map(\.offset) == [6, 7, 8, 9])
    #expect(messages.filter { $0.partition.partition == 1 }.map(\.offset) == Array(0..<10))
    _ = await consumer.close()
  }

  @Test func aHookThatFailsIsToldAndAskedAgain() async throws {
    struct Away: Error {}
    let (mock, topic) = try await filled(5)
    let calls = Lock(0)
    let consumer = try KafkaConsumer(
      .mock(mock),
      subscription: KafkaSubscription(
        group: "g", topics: [topic],
        startOffsets: { _ in
          let call = calls.withLock { count in
            count += 1
            return count
          }
          if call == 1 { throw Away() }
          return [KafkaPartition(topic, 0): .offset(3)]
        }), logger: quiet)
    await #expect(throws: KafkaConsumerError.self) { try await consumer.next() }
    #expect(consumer.assignment.isEmpty)
    #expect(try await consumer.next()?.firstOffsets == [KafkaPartition(topic, 0): 3])
    _ = await consumer.close()
  }

  @Test func cancellingAWaitLosesNothing() async throws {
    let (mock, topic) = try await filled(10)
    let consumer = try KafkaConsumer(
      .mock(mock), subscription: KafkaSubscription(group: "g", topics: [topic]), logger: quiet)
    let waiting = Task { try await consumer.next() }
    try await Task.sleep(for: .milliseconds(30))
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    #expect(try await drain(consumer, 10).map(\.offset) == Array(0..<10))
    _ = await consumer.close()
  }

  @Test func pausedPartitionsAreSilentUntilResumed() async throws {
    let (mock, topic) = try await filled(40, partitions: 2)
    let consumer = try KafkaConsumer(
      .mock(mock),
      subscription: KafkaSubscription(group: "g", topics: [topic], limits: KafkaBatchLimits(maxRecords: 4)),
      logger: quiet)
    let quietOne = KafkaPartition(topic, 0)
    let first = try #require(try await consumer.next())
    try await consumer.commit(first)
    try await consumer.pause([quietOne])
    var offsets: [KafkaPartition: Int64] = first.nextOffsets
    while offsets[KafkaPartition(topic, 1), default: 0] < 20 {
      let batch = try #require(try await consumer.next())
      if batch.partitions.contains(quietOne) {
        // Read before the pause; after it there is nothing more.
        #expect(batch.firstOffsets[quietOne] == offsets[quietOne, default: 0])
      }
      offsets.merge(batch.nextOffsets) { $1 }
      try await consumer.commit(batch)
    }
    #expect(offsets[quietOne, default: 0] < 20)
    try await consumer.resume([quietOne])
    while offsets[quietOne, default: 0] < 20 {
      let batch = try #require(try await consumer.next())
      #expect(batch.firstOffsets[quietOne] == offsets[quietOne, default: 0])
      offsets.merge(batch.nextOffsets) { $1 }
      try await consumer.commit(batch)
    }
    _ = await consumer.close()
  }

  @Test func blockingAndWaitingAreTheSame() async throws {
    let (mock, topic) = try await filled(10)
    let consumer = try KafkaConsumer(
      .mock(mock), subscription: KafkaSubscription(group: "g", topics: [topic]), logger: quiet)
    let worker = WorkerThread(name: "test")
    let count = try await worker.run {
      var count = 0
      while count < 10 {
        guard let batch = try consumer.next(blockingAtMost: .milliseconds(200)) else { continue }
        count += batch.count
        consumer.finishBlocking(batch)
      }
      // Nothing more comes.
      #expect(try consumer.next(blockingAtMost: .milliseconds(50)) == nil)
      try consumer.rewindToCommittedBlocking()
      return count
    }
    #expect(count == 10)
    #expect(try await consumer.next()?.firstOffsets.values.first == 0)
    worker.close()
    _ = await consumer.close()
    #expect(try await consumer.next() == nil)
  }

  @Test func aBatchThatIsHeldOutlivesTheConsumer() async throws {
    let (mock, topic) = try await filled(10)
    let consumer = try KafkaConsumer(
      .mock(mock), subscription: KafkaSubscription(group: "g", topics: [topic], revokeBudget: .milliseconds(100)),
      logger: quiet)
    var batch = try await consumer.next()
    let report = await consumer.close(within: .seconds(5))
    #expect(report.unfinished != nil, "the batch's memory is the client's")
    #expect(batch?.copy().isEmpty == false)
    batch = nil
    #expect(await consumer.close(within: .seconds(10)).isClean)
  }
}
