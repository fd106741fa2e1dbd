import EventLog
import EventLogConformance
import EventLogSQLite
import Foundation
import Testing

@Suite struct CrashTests {
  @Test(.timeLimit(.minutes(5))) func nothingAcknowledgedIsLostOrDoubled() async throws {
    let site = try SQLiteSite()
    let rounds = CrashRounds(place: site.path, rounds: 36, longest: 150, hasGaps: false) { try await site.open() }
    #expect(try await rounds.run() >= 27)
  }

  /// The same as a full disk, without the need to make one: no file may grow beyond a limit.
  @Test(arguments: [400_000, 1_500_000]) func aFileThatCannotGrowIsToldAndPasses(limit: Int) async throws {
    let site = try SQLiteSite()
    let child = try CrashChildProcess(["fill", site.path, "\(limit)"])
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
