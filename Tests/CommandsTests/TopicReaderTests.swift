import EventLog
import EventLogSQLite
import Testing

@testable import Commands

@Suite struct TopicReaderTests {
  /// A log with 30 records on two partitions, their times in turn.
  private func withLog(_ body: (EventLogSQLite) async throws -> Void) async throws {
    try await Repository.withFolder { folder in
      let log = try await EventLogSQLite(path: "\(folder)/log.db")
      try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 2)])
      _ = try await log.append(
        (0..<30).map { index in
          ProducerRecord(
            topic: "t", key: nil, value: [UInt8(index)], timestamp: Int64(1_000 + index), partition: Int32(index % 2))
        })
      do {
        try await body(log)
      } catch {
        await log.close()
        throw error
      }
      await log.close()
    }
  }

  private func expect(
    _ log: EventLogSQLite, _ start: LogStart?, last: Int = 10, partition: Int32? = nil, step: Int = 1_000,
    gives expected: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    var reader = try await TopicReader(log: log, topic: "t", partition: partition, start: start, last: last)
    var values: [UInt8] = []
    while !reader.isAtEnd {
      for record in try await reader.next(upTo: step) { values += record.value ?? [] }
    }
    #expect(values == expected, sourceLocation: sourceLocation)
  }

  /// Where offsets have gaps the last records are counted all the same.
  @Test(arguments: [1, 3, 5, 10, 50]) func theLastRecordsAcrossGaps(_ last: Int) async throws {
    try await Repository.withFolder { folder in
      let log = try await EventLogSQLite(path: "\(folder)/log.db")
      try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 2, cleanup: .compact)])
      // Of a hundred records of one key the last stays, between ten that have keys of their own.
      for index in 0..<10 {
        let many = (0..<10).map { _ in ProducerRecord(topic: "t", key: [0], value: [99], timestamp: 1, partition: 0) }
        let one = ProducerRecord(
          topic: "t", key: [1, UInt8(index)], value: [UInt8(index)], timestamp: Int64(10 + index),
          partition: Int32(index % 2))
        _ = try await log.append([one] + many)
      }
      try await log.sweep(now: 1_000)
      // It stands behind 8, in their order within the partition.
      let kept: [UInt8] = Array(0..<9) + [99, 9]
      try await expect(log, nil, last: last, gives: kept.suffix(last))
      await log.close()
    }
  }

  @Test func theLastRecordsInOrderOfTime() async throws {
    try await withLog { log in
      for count in [1, 2, 3, 10, 29, 30, 31, 500] {
        try await expect(log, nil, last: count, gives: Array(UInt8(max(0, 30 - count))..<30))
      }
      try await expect(log, nil, last: 3, partition: 1, gives: [25, 27, 29])
    }
  }

  @Test(arguments: [1, 7, 1_000])
  func fromTheBeginning(step: Int) async throws {
    try await withLog { log in
      try await expect(log, .beginning, step: step, gives: Array(0..<30))
      try await expect(log, .offset(14), step: step, gives: [28, 29])
      try await expect(log, .offset(13), partition: 0, step: step, gives: [26, 28])
      try await expect(log, .offset(1_000), step: step, gives: [])
    }
  }

  @Test func whatIsNotThereIsTold() async throws {
    try await withLog { log in
      await #expect(throws: CommandFailure.self) {
        try await TopicReader(log: log, topic: "nope", partition: nil, start: nil, last: 1)
      }
      await #expect(throws: CommandFailure.self) {
        try await TopicReader(log: log, topic: "t", partition: 2, start: nil, last: 1)
      }
    }
  }

  @Test(arguments: [("beginning", LogStart.beginning), ("0", .offset(0)), ("12", .offset(12))])
  func starts(text: String, start: LogStart) {
    #expect(LogStart(argument: text) == start)
  }

  @Test(arguments: ["", "-1", "x", "end", "99999999999999999999"])
  func noStarts(text: String) {
    #expect(LogStart(argument: text) == nil)
  }
}
