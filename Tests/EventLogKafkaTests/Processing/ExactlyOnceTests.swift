import EventLog
import EventLogKafka
import Foundation
import Kafka
import KafkaTestSupport
import Logging
import Testing
import Threading

/// The exactly-once loop on a real Kafka while something goes wrong: what is read under `read_committed` afterwards is each
/// record once, in order in each partition.
@Suite(.serialized, .enabled(if: KafkaTestCluster.canStart, "no Kafka that can be started"))
struct ExactlyOnceTests {
  /// A log with names of its own, and what a loop over it needs.
  private struct Site {
    let log: EventLogKafka
    let prefix: String
    let configuration: EventLogKafkaConfiguration

    init(_ bootstrap: String, prefix: String = "eos-\(UUID().uuidString.prefix(8))-") throws {
      self.prefix = prefix
      configuration = EventLogKafkaConfiguration(
        bootstrapServers: bootstrap,
        properties: ["topic.metadata.refresh.interval.ms": "500", "fetch.error.backoff.ms": "50"],
        membership: .anonymous, sessionTimeout: .seconds(6), deadline: .seconds(8), transactionTimeout: .seconds(8),
        namespace: prefix, positionsTopic: "\(prefix)positions", isPipelined: true,
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
      log = try EventLogKafka(configuration)
    }

    var input: String { prefix + "in" }
    var output: String { prefix + "out" }

    func prepare(_ count: Int) async throws {
      try await log.ensure(topics: [
        TopicSpecification(name: input, partitions: 3), TopicSpecification(name: output, partitions: 3),
      ])
      _ = try await log.append((0..<count).map { record($0) })
    }

    private func record(_ number: Int) -> ProducerRecord {
      ProducerRecord(
        topic: input, key: nil, value: Array(String(number).utf8), partition: Int32(number % 3))
    }

    func consumer(_ member: String, records: Int = 100) async throws -> any LogConsumer {
      try await log.consumer(
        Subscription(group: prefix + "group", topics: [input], memberID: member, maxRecords: records))
    }

    /// Copies to the output, partition by partition.
    func copied(_ records: [ConsumedRecord]) -> [ProducerRecord] {
      records.map {
        ProducerRecord(topic: output, key: $0.key, value: $0.value, partition: $0.coordinates.partition.partition)
      }
    }

    /// The numbers of each output partition as they stand there under `read_committed`.
    func written() async throws -> [[Int]] {
      var found: [[Int]] = []
      for partition in Int32(0)..<3 {
        var numbers: [Int] = []
        var offset: Int64 = 0
        while true {
          let records = try await log.read(TopicPartition(output, partition), from: offset, maxRecords: 1_000)
          guard let last = records.last else { break }
          numbers += records.map { Int(String(decoding: $0.value ?? [], as: UTF8.self)) ?? -1 }
          offset = last.coordinates.offset + 1
        }
        found.append(numbers)
      }
      return found
    }

    func expected(_ count: Int) -> [[Int]] {
      (0..<3).map { partition in Array(stride(from: partition, to: count, by: 3)) }
    }
  }

  /// Runs the loop again and again, as a service does, until `count` records were committed or it is fenced.
  private func runLoop(
    _ consumer: any LogConsumer, _ site: Site, committed: Counter, until count: Int,
    transform: @escaping @Sendable ([ConsumedRecord]) async throws -> Void = { _ in }
  ) async throws {
    let deadline = ContinuousClock.now + .seconds(90)
    while committed.value < count, .now < deadline {
      do {
        try await consumer.process { records in
          try await transform(records)
          return ProcessedBatch(outputs: site.copied(records)) {
            if committed.add(records.count) >= count { Task { await consumer.close() } }
          }
        }
      } catch EventLogError.assignmentLost, EventLogError.unavailable {
        try await Task.sleep(for: .milliseconds(100))
      } catch is Interruption {
      }
    }
    await consumer.close()
  }

  private struct Interruption: Error {}

  private final class Counter: Sendable {
    private let count = Lock(0)
    var value: Int { count.withLock { $0 } }
    @discardableResult func add(_ more: Int) -> Int {
      count.withLock { count in
        count += more
        return count
      }
    }
  }

  @Test(.timeLimit(.minutes(2))) func everyRecordOnceInOrder() async throws {
    let site = try Site(await KafkaTestCluster.sharedBootstrap())
    try await site.prepare(3_000)
    let counter = Counter()
    try await runLoop(await site.consumer("a"), site, committed: counter, until: 3_000)
    #expect(counter.value == 3_000)
    #expect(try await site.written() == site.expected(3_000))
    await site.log.close()
  }

  @Test(.timeLimit(.minutes(2))) func aFailureAheadAbortsAndIsReadAgain() async throws {
    let site = try Site(await KafkaTestCluster.sharedBootstrap())
    try await site.prepare(3_000)
    let (counter, calls) = (Counter(), Counter())
    try await runLoop(await site.consumer("a"), site, committed: counter, until: 3_000) { _ in
      if calls.add(1) % 4 == 0 { throw Interruption() }
    }
    #expect(calls.value > 30)
    #expect(try await site.written() == site.expected(3_000))
    await site.log.close()
  }

  @Test(.timeLimit(.minutes(2))) func aRecordThatTheBrokerRefusesAbortsTheTransaction() async throws {
    let site = try Site(await KafkaTestCluster.sharedBootstrap())
    try await site.prepare(600)
    let (counter, calls) = (Counter(), Counter())
    let consumer = try await site.consumer("a")
    let deadline = ContinuousClock.now + .seconds(60)
    while counter.value < 600, .now < deadline {
      do {
        try await consumer.process { records in
          var outputs = site.copied(records)
          if calls.add(1) == 2 {
            // Small enough for the client, too large for the broker: an abortable error in mid-transaction.
            outputs.append(
              ProducerRecord(
                topic: site.output, key: nil, value: Array(repeating: 0x61, count: 1_048_570), partition: 0))
          }
          return ProcessedBatch(outputs: outputs) {
            if counter.add(records.count) >= 600 { Task { await consumer.close() } }
          }
        }
      } catch {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    await consumer.close()
    #expect(calls.value > 6)
    #expect(try await site.written() == site.expected(600))
    await site.log.close()
  }

  @Test(.timeLimit(.minutes(2))) func aZombieIsFenced() async throws {
    let bootstrap = try await KafkaTestCluster.sharedBootstrap()
    let site = try Site(bootstrap)
    try await site.prepare(1_200)
    let (counter, zombieCounter, calls) = (Counter(), Counter(), Counter())
    let zombie = try await site.consumer("same")
    // It stops in mid-batch, after a few commits, until its successor has taken over.
    let held = Lock(true)
    let run = Task {
      try await zombie.process { records in
        if calls.add(1) == 4 {
          while held.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(20)) }
        }
        return ProcessedBatch(outputs: site.copied(records)) { zombieCounter.add(records.count) }
      }
    }
    while calls.value < 4 { try await Task.sleep(for: .milliseconds(20)) }
    // What it had flushed is committed meanwhile.
    try await Task.sleep(for: .seconds(1))
    let heir = try Site(bootstrap, prefix: site.prefix)
    let successor = try await heir.consumer("same")
    let heirRun = Task {
      try await runLoop(successor, heir, committed: counter, until: 1_200 - zombieCounter.value)
    }
    try await Task.sleep(for: .seconds(2))
    held.withLock { $0 = false }
    await #expect(throws: EventLogError.self) { try await run.value }
    // The old member is gone: its partitions go to the successor.
    await zombie.close()
    try await heirRun.value
    #expect(zombieCounter.value + counter.value == 1_200)
    #expect(try await heir.written() == heir.expected(1_200))
    await site.log.close()
    await heir.log.close()
  }

  @Test(.timeLimit(.minutes(2))) func aRebalanceInMidTransaction() async throws {
    let site = try Site(await KafkaTestCluster.sharedBootstrap())
    try await site.prepare(6_000)
    let counter = Counter()
    let first = try await site.consumer("a")
    let one = Task {
      try await runLoop(first, site, committed: counter, until: 6_000) { _ in
        try await Task.sleep(for: .milliseconds(40))
      }
    }
    while counter.value < 500 { try await Task.sleep(for: .milliseconds(20)) }
    let second = try await site.consumer("b")
    let two = Task {
      try await runLoop(second, site, committed: counter, until: 6_000) { _ in
        try await Task.sleep(for: .milliseconds(40))
      }
    }
    while counter.value < 6_000 { try await Task.sleep(for: .milliseconds(50)) }
    await first.close()
    await second.close()
    _ = try await (one.value, two.value)
    #expect(counter.value == 6_000)
    #expect(try await site.written() == site.expected(6_000))
    await site.log.close()
  }
}
