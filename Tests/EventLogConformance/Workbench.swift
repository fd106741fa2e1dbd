import EventLog
import Testing
import Threading

/// A log under test and what the cases do with it again and again.
final class Workbench: Sendable {
  let site: any LogSite
  private let current: Lock<any EventLog>

  init(site: any LogSite, log: any EventLog) {
    self.site = site
    current = Lock(log)
  }

  var log: any EventLog { current.withLock { $0 } }

  func reopen() async throws {
    await log.close()
    let opened = try await site.open()
    current.withLock { $0 = opened }
  }

  func topic(_ name: String, partitions: Int32 = 1, cleanup: TopicSpecification.Cleanup = .delete) async throws {
    try await log.ensure(topics: [TopicSpecification(name: name, partitions: partitions, cleanup: cleanup)])
  }

  func consumer(
    _ group: String, _ topics: [String], member: String = "a", maxRecords: Int = 100,
    _ change: (inout Subscription) -> Void = { _ in }
  ) async throws -> any LogConsumer {
    var subscription = Subscription(group: group, topics: topics, memberID: member, maxRecords: maxRecords)
    change(&subscription)
    return try await log.consumer(subscription)
  }

  /// Records `0 ..< count` with the number as value and, of `keys` keys, one in turn.
  func numbered(_ topic: String, _ range: Range<Int>, keys: Int = 10, partition: Int32? = nil) -> [ProducerRecord] {
    range.map { number in
      ProducerRecord(
        topic: topic, key: Array("key-\(number % keys)".utf8), value: Array("\(number)".utf8), partition: partition)
    }
  }

  /// Takes and commits batches until `count` records have come.
  func consume(_ consumer: any LogConsumer, count: Int) async throws -> [ConsumedRecord] {
    var records: [ConsumedRecord] = []
    while records.count < count, let batch = try await consumer.nextBatch() {
      records += batch.records
      try await batch.commit(appending: [])
    }
    return records
  }

  /// Every record of a topic, partition by partition.
  func contents(_ topic: String) async throws -> [ConsumedRecord] {
    var records: [ConsumedRecord] = []
    for (partition, marks) in try await log.watermarks(topic: topic).sorted(by: { $0.key < $1.key }) {
      var offset = marks.low
      while offset < marks.high {
        let page = try await log.read(partition, from: offset, maxRecords: 1_000)
        guard let last = page.last else { break }
        records += page
        offset = last.coordinates.offset + 1
      }
    }
    return records
  }
}

/// The number in the value of a record made by ``Workbench/numbered(_:_:keys:partition:)``.
func number(_ record: ConsumedRecord) -> Int? {
  record.value.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
}

func numbers(_ records: [ConsumedRecord]) -> [Int] { records.compactMap(number) }

/// Whether each key's numbers stand in rising order.
func keepsOrder(_ records: [ConsumedRecord]) -> Bool {
  var last: [[UInt8]?: Int] = [:]
  for record in records {
    guard let number = number(record) else { return false }
    if let before = last[record.key], before >= number { return false }
    last[record.key] = number
  }
  return true
}

/// Waits until `condition` holds, for as long as the test's own limit lets it.
func eventually(_ condition: @Sendable () async throws -> Bool) async throws {
  while try await !condition() { try await Task.sleep(for: .milliseconds(5)) }
}

/// The error that `body` throws, if it is the log's.
func logError(_ body: () async throws -> Void) async -> EventLogError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? EventLogError
  }
}
