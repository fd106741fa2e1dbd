import EventLog
import EventLogSQLite
import Foundation
import Testing

@Suite struct DamageTests {
  let partition = TopicPartition("t", 0)

  /// A log with 30 records, whose 20th has a value found nowhere else; closed.
  func written() async throws -> SQLiteSite {
    let site = try SQLiteSite()
    let log = try await site.openSQLite()
    try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 1)])
    _ = try await log.append(
      (0..<30).map { number in
        ProducerRecord(
          topic: "t", key: [UInt8(number)], value: Array((number == 20 ? "MARK-ME" : "value \(number)").utf8))
      })
    await log.close()
    return site
  }

  func flip(_ site: SQLiteSite) throws {
    var bytes = try Data(contentsOf: URL(filePath: site.path))
    let place = try #require(bytes.firstRange(of: Data("MARK-ME".utf8))?.lowerBound)
    bytes[place] ^= 1
    try bytes.write(to: URL(filePath: site.path))
  }

  @Test func aFlippedBitIsFoundOnReading() async throws {
    let site = try await written()
    try flip(site)
    let log = try await site.openSQLite()
    #expect(try await log.read(partition, from: 0, maxRecords: 20).count == 20)
    #expect(try await log.read(partition, from: 0, maxRecords: 30).count == 20, "the sound ones before it are given")
    await #expect(
      throws: EventLogError.corrupted(RecordCoordinates(partition, 20), "the digest does not fit the record")
    ) {
      _ = try await log.read(partition, from: 20, maxRecords: 1)
    }
    #expect(try await log.read(partition, from: 21, maxRecords: 30).count == 9)
    await log.close()
  }

  @Test func aConsumerStopsBeforeIt() async throws {
    let site = try await written()
    try flip(site)
    let log = try await site.openSQLite()
    let member = try await log.consumer(Subscription(group: "g", topics: ["t"], memberID: "a"))
    let sound = try #require(try await member.nextBatch())
    #expect(sound.records.count == 20)
    try await sound.commit(appending: [])
    for _ in 0..<2 {
      await #expect(throws: EventLogError.self) { _ = try await member.nextBatch() }
    }
    #expect(try await log.committedOffsets(group: "g") == [partition: 20])
    await log.close()
  }

  @Test func aMovedRecordIsFound() async throws {
    let site = try await written()
    do {
      let raw = try RawSQLite(site.path)
      try raw.execute(
        "UPDATE records SET value = (SELECT value FROM records r WHERE r.id = records.id + 1) WHERE id & 31 = 5")
    }
    let log = try await site.openSQLite()
    await #expect(throws: EventLogError.self) { _ = try await log.read(partition, from: 5, maxRecords: 1) }
    await log.close()
  }

  @Test func aFileThatIsNoDatabaseIsRefused() async throws {
    let site = try SQLiteSite()
    try Data("this is not a database, whatever its name says; it is long enough to be looked at, too".utf8)
      .write(to: URL(filePath: site.path))
    let error = await #expect(throws: EventLogError.self) { _ = try await site.openSQLite() }
    guard case .corrupted(nil, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
