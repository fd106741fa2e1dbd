import EventLog
import EventLogSQLite
import Testing

@Suite struct RetentionTests {
  let partition = TopicPartition("t", 0)

  func records(_ range: Range<Int>, key: (Int) -> [UInt8]? = { _ in nil }, value: [UInt8]? = [1]) -> [ProducerRecord] {
    range.map { ProducerRecord(topic: "t", key: key($0), value: value, timestamp: Int64($0)) }
  }

  @Test func oldRecordsGoFromTheBeginning() async throws {
    let site = try SQLiteSite()
    let log = try await site.openSQLite()
    try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 1, retention: 100)])
    _ = try await log.append(records(0..<2_500))
    #expect(try await log.sweep(now: 50) == SweepResult())
    #expect(try await log.sweep(now: 2_100) == SweepResult(expired: 2_000))
    #expect(try await log.sweep(now: 2_100) == SweepResult())
    #expect(try await log.watermarks(topic: "t") == [partition: Watermarks(low: 2_000, high: 2_500)])
    #expect(try await log.read(partition, from: 2_000, maxRecords: 1).map(\.timestamp) == [2_000])
    await #expect(
      throws: EventLogError.offsetOutOfRange(
        RecordCoordinates(partition, 1_999), Watermarks(low: 2_000, high: 2_500))
    ) { _ = try await log.read(partition, from: 1_999, maxRecords: 1) }
    let late = try await log.consumer(Subscription(group: "g", topics: ["t"], memberID: "a"))
    #expect(try await late.nextBatch()?.records.first?.coordinates.offset == 2_000)
    #expect(try await log.sweep(now: 1_000_000) == SweepResult(expired: 500))
    #expect(try await log.watermarks(topic: "t") == [partition: Watermarks(low: 2_500, high: 2_500)])
    #expect(try await log.append(records(0..<1)).map(\.offset) == [2_500])
    await log.close()
  }

  @Test func aYoungRecordKeepsThoseBehindIt() async throws {
    let site = try SQLiteSite()
    let log = try await site.openSQLite()
    try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 1, retention: 100)])
    _ = try await log.append(records(0..<3) + records(900..<901) + records(3..<10))
    #expect(try await log.sweep(now: 500) == SweepResult(expired: 3))
    #expect(try await log.watermarks(topic: "t") == [partition: Watermarks(low: 3, high: 11)])
    await log.close()
  }

  @Test func aReaderOvertakenByRetentionGoesOnAtTheBeginning() async throws {
    let site = try SQLiteSite()
    let log = try await site.openSQLite()
    try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 1, retention: 100)])
    _ = try await log.append(records(0..<1_000))
    let member = try await log.consumer(Subscription(group: "g", topics: ["t"], memberID: "a", maxRecords: 10))
    try await member.nextBatch()?.commit(appending: [])
    try await log.sweep(now: 600)
    let next = try await member.nextBatch()
    #expect(next?.records.first?.coordinates.offset == 500)
    try await next?.commit(appending: [])
    #expect(try await log.committedOffsets(group: "g") == [partition: 510])
    await log.close()
  }

  @Test func compactionKeepsTheLastOfEachKey() async throws {
    let site = try SQLiteSite()
    let log = try await site.openSQLite { $0.tombstoneRetention = 1_000 }
    try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 1, cleanup: .compact)])
    _ = try await log.append(records(0..<1_800, key: { [UInt8($0 % 7)] }))
    _ = try await log.append(records(1_800..<1_802))
    #expect(try await log.sweep(now: 1_900) == SweepResult(compacted: 1_793))
    let kept = try await log.read(partition, from: 0, maxRecords: 100)
    #expect(kept.map(\.coordinates.offset) == Array(1_793..<1_802))
    #expect(Set(kept.compactMap(\.key)).count == 7)
    // A tombstone replaces its key's last record, and goes itself after its time.
    _ = try await log.append(records(2_000..<2_001, key: { _ in [3] }, value: nil))
    #expect(try await log.sweep(now: 2_500) == SweepResult(compacted: 1))
    let withTombstone = try await log.read(partition, from: 0, maxRecords: 100)
    #expect(withTombstone.filter { $0.key == [3] }.map(\.value) == [nil])
    #expect(try await log.sweep(now: 3_500) == SweepResult(compacted: 1))
    let without = try await log.read(partition, from: 0, maxRecords: 100)
    #expect(without.count == 8)
    #expect(!without.contains { $0.key == [3] })
    // The key may come again.
    _ = try await log.append(records(4_000..<4_002, key: { _ in [3] }))
    #expect(try await log.sweep(now: 4_500) == SweepResult(compacted: 1))
    #expect(try await log.watermarks(topic: "t") == [partition: Watermarks(low: 0, high: 1_805)])
    await log.close()
  }

  @Test func consumersPassOverWhatCompactionRemoved() async throws {
    let site = try SQLiteSite()
    let log = try await site.openSQLite { $0.tombstoneRetention = 0 }
    try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 1, cleanup: .compact)])
    _ = try await log.append(records(0..<20, key: { [UInt8($0 % 2)] }))
    _ = try await log.append(records(20..<22, key: { [UInt8($0 % 2)] }, value: nil))
    try await log.sweep(now: 1_000)
    let member = try await log.consumer(Subscription(group: "g", topics: ["t"], memberID: "a", maxRecords: 10))
    // Everything there was is gone; what comes after is seen.
    async let batch = member.nextBatch()
    try await Task.sleep(for: .milliseconds(30))
    _ = try await log.append(records(100..<101))
    let found = try await batch
    #expect(found?.records.map(\.coordinates.offset) == [22])
    try await found?.commit(appending: [])
    #expect(try await log.committedOffsets(group: "g") == [partition: 23])
    await log.close()
  }
}
