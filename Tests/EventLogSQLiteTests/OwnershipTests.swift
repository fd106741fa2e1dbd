import Crypto
import Database
import EventLog
import EventLogSQLite
import Glibc
import Testing

@Suite struct OwnershipTests {
  let partition = TopicPartition("t", 0)

  @Test func aSecondOwnerIsRefusedAndToldWho() async throws {
    let site = try SQLiteSite()
    let log = try await site.openSQLite()
    await #expect(throws: EventLogError.owned(path: site.path, pid: getpid())) { _ = try await site.openSQLite() }
    await log.close()
    let next = try await site.openSQLite()
    await next.close()
  }

  @Test func droppedWithoutBeingClosedItCanBeOpenedAgain() async throws {
    let site = try SQLiteSite()
    do {
      let log = try await site.openSQLite()
      try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 1)])
    }
    var again: EventLogSQLite?
    while again == nil {
      do {
        again = try await site.openSQLite()
      } catch EventLogError.owned {
        try await Task.sleep(for: .milliseconds(5))
      }
    }
    #expect(try await again?.topics().count == 1)
    await again?.close()
  }

  @Test func readingBesideTheOwner() async throws {
    let site = try SQLiteSite()
    let log = try await site.openSQLite()
    try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 1)])
    _ = try await log.append([ProducerRecord(topic: "t", key: nil, value: [1])])
    let beside = try await EventLogSQLite.readOnly(path: site.path, configuration: SQLiteSite.configuration)
    #expect(try await beside.clusterID() == log.clusterID())
    #expect(try await beside.read(partition, from: 0, maxRecords: 9).map(\.value) == [[1]])
    // What the owner does later is seen too.
    _ = try await log.append([ProducerRecord(topic: "t", key: nil, value: [2])])
    try await log.ensure(topics: [TopicSpecification(name: "u", partitions: 2)])
    let member = try await log.consumer(Subscription(group: "g", topics: ["t"], memberID: "a"))
    try await member.nextBatch()?.commit(appending: [])
    #expect(try await beside.read(partition, from: 1, maxRecords: 9).map(\.value) == [[2]])
    #expect(try await beside.topics().map(\.name) == ["t", "u"])
    #expect(try await beside.watermarks(topic: "t") == [partition: Watermarks(low: 0, high: 2)])
    #expect(try await beside.committedOffsets(group: "g") == [partition: 2])
    for write in [
      { _ = try await beside.append([ProducerRecord(topic: "t", key: nil, value: [3])]) },
      { try await beside.ensure(topics: []) }, { _ = try await beside.publisher(id: "p") },
      { _ = try await beside.consumer(Subscription(group: "g", topics: ["t"], memberID: "b")) },
      { _ = try await beside.sweep(now: 0) },
    ] as [@Sendable () async throws -> Void] {
      let error = await #expect(throws: EventLogError.self) { try await write() }
      guard case .unavailable = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
    await beside.close()
    await log.close()
  }

  @Test func readingWithoutAnOwner() async throws {
    let site = try SQLiteSite()
    let log = try await site.openSQLite()
    try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 1)])
    _ = try await log.append([ProducerRecord(topic: "t", key: nil, value: [1])])
    await log.close()
    let alone = try await EventLogSQLite.readOnly(path: site.path, configuration: SQLiteSite.configuration)
    #expect(try await alone.read(partition, from: 0, maxRecords: 9).map(\.value) == [[1]])
    let owner = try await site.openSQLite()
    _ = try await owner.append([ProducerRecord(topic: "t", key: nil, value: [2])])
    #expect(try await alone.read(partition, from: 0, maxRecords: 9).map(\.value) == [[1], [2]])
    await owner.close()
    await alone.close()
  }

  @Test func readingWhatIsNotThereMakesNothing() async throws {
    let site = try SQLiteSite()
    await #expect(throws: EventLogError.self) {
      _ = try await EventLogSQLite.readOnly(path: site.path, configuration: SQLiteSite.configuration)
    }
    #expect(access(site.path, F_OK) != 0)
  }

  @Test(arguments: DigestAlgorithm.allCases) func aLogGoesOnWithTheDigestsItHas(algorithm: DigestAlgorithm) async throws
  {
    let site = try SQLiteSite()
    for digest in [algorithm] + DigestAlgorithm.allCases {
      let log = try await site.openSQLite { $0.digest = digest }
      try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 1)])
      _ = try await log.append([ProducerRecord(topic: "t", key: nil, value: [1])])
      let marks = try #require(try await log.watermarks(topic: "t")[partition])
      #expect(try await log.read(partition, from: 0, maxRecords: 9).count == Int(marks.high))
      await log.close()
    }
    try RawSQLite(site.path).execute("UPDATE log_facts SET value = 'md5' WHERE name = 'digest'")
    let error = await #expect(throws: DatabaseError.self) { _ = try await site.openSQLite() }
    #expect(error?.kind == .schema)
  }

  @Test func anOlderProgramRefusesANewerLog() async throws {
    let site = try SQLiteSite()
    await (try await site.openSQLite()).close()
    try RawSQLite(site.path).execute("INSERT INTO schema_migrations (id, name, checksum) VALUES (99, 'future', 1)")
    let error = await #expect(throws: DatabaseError.self) { _ = try await site.openSQLite() }
    #expect(error?.kind == .schema)
  }
}
