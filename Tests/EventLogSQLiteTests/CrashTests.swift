import EventLog
import EventLogSQLite
import Foundation
import Testing

@Suite struct CrashTests {
  /// Kills a working process at random moments, and looks each time at what it left.
  @Test(.timeLimit(.minutes(5))) func nothingAcknowledgedIsLostOrDoubled() async throws {
    let site = try SQLiteSite()
    var acknowledged: Set<Int> = []
    var relayed = 0
    var next = 0
    var killedAtWork = 0
    for round in 0..<36 {
      let child = try Child(["work", site.path, "\(next)"])
      // One in four is killed while it opens the log, the others at work.
      if round % 4 != 3 { try await child.isHeard() }
      try await Task.sleep(for: .milliseconds(Int.random(in: 1...150)))
      let told = try await child.kill()
      for line in told {
        let words = line.split(separator: " ")
        let figures = words.dropFirst().compactMap { Int($0) }
        switch words.first {
        case "appended": acknowledged.formUnion((0..<figures[1]).map { figures[0] + $0 * 3 })
        case "relayed": relayed = max(relayed, figures[0])
        default: Issue.record("the child said: \(line)")
        }
      }
      if !told.isEmpty { killedAtWork += 1 }
      next = try await check(site, acknowledged, relayed, round)
    }
    #expect(killedAtWork >= 27)
    #expect(!acknowledged.isEmpty)
  }

  /// What must be so whenever the process died. Returns the first number that is free.
  private func check(_ site: SQLiteSite, _ acknowledged: Set<Int>, _ relayed: Int, _ round: Int) async throws -> Int {
    let log = try await site.openSQLite()
    let topics = ["in", "out", "relayed"].map { TopicSpecification(name: $0, partitions: 3) }
    try await log.ensure(topics: topics)
    let input = try await records(log, "in")
    let numbers = Set(input.compactMap(\.number))
    #expect(numbers.count == input.count, "round \(round): a record is there twice")
    #expect(acknowledged.isSubset(of: numbers), "round \(round): an acknowledged record is gone")

    let committed = try await log.committedOffsets(group: "g")
    let finished = input.filter { $0.coordinates.offset < committed[$0.coordinates.partition] ?? 0 }
    let outputs = try await records(log, "out").compactMap(\.number)
    #expect(outputs.count == finished.count, "round \(round): outputs and offsets differ")
    #expect(Set(outputs) == Set(finished.compactMap(\.number)), "round \(round)")

    let position = Int(try await log.publisher(id: "relay").position() ?? 0)
    #expect(position >= relayed, "round \(round)")
    #expect(try await records(log, "relayed").compactMap(\.number).sorted() == Array(0..<position), "round \(round)")
    await log.close()
    return (numbers.max() ?? -1) + 1
  }

  private func records(_ log: EventLogSQLite, _ topic: String) async throws -> [ConsumedRecord] {
    var records: [ConsumedRecord] = []
    for (partition, marks) in try await log.watermarks(topic: topic) {
      let found = try await log.read(partition, from: marks.low, maxRecords: .max)
      #expect(found.map(\.coordinates.offset) == Array(marks.low..<marks.high), "offsets without gaps")
      records += found
    }
    return records
  }

  /// The same as a full disk, without the need to make one: no file may grow beyond a limit.
  @Test(arguments: [400_000, 1_500_000]) func aFileThatCannotGrowIsToldAndPasses(limit: Int) async throws {
    let site = try SQLiteSite()
    let child = try Child(["fill", site.path, "\(limit)"])
    let (status, told) = try await child.end()
    #expect(status == 0, "\(told)")
    let figures = told.map { $0.split(separator: " ").last.flatMap { Int($0) } ?? -1 }
    #expect(told.count == 3)
    #expect(figures.count == 3 && figures[0] > 0 && figures[1] == figures[0] && figures[2] == figures[0] + 10)
    let log = try await site.openSQLite()
    let held = try await log.watermarks(topic: "in").values.reduce(0) { $0 + $1.high }
    #expect(Int(held) == figures.last)
    await log.close()
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
  func aFullDiskIsToldAndPasses() async throws {
    let site = try SQLiteSite()
    let disk = try SmallDisk(at: site.folder, bytes: 3 << 20)
    defer { disk.unmount() }
    let log = try await site.openSQLite()
    try await log.ensure(topics: [TopicSpecification(name: "t", partitions: 1)])
    var count: Int64 = 0
    var refusal: EventLogError?
    while refusal == nil {
      do {
        _ = try await log.append([ProducerRecord(topic: "t", key: nil, value: [UInt8](repeating: 5, count: 20_000))])
        count += 1
      } catch let error as EventLogError {
        refusal = error
      }
    }
    guard case .unavailable = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(count > 10)
    let partition = TopicPartition("t", 0)
    #expect(try await log.watermarks(topic: "t") == [partition: Watermarks(low: 0, high: count)])
    #expect(try await log.read(partition, from: 0, maxRecords: 1_000).count == Int(count))
    try disk.grow(to: 30 << 20)
    #expect(try await log.append([ProducerRecord(topic: "t", key: nil, value: [1])]).map(\.offset) == [count])
    await log.close()
  }
}

extension ConsumedRecord {
  fileprivate var number: Int? { value.flatMap { Int(String(decoding: $0, as: UTF8.self)) } }
}
