import EventLog
import Testing
import Threading

let rebalanceCases = [
  ConformanceCase("rebalance: a member that comes takes its share, one that goes leaves it", needs: [.promptRebalance])
  {
    bench in
    try await bench.topic("t", partitions: 6)
    let first = try await bench.consumer("g", ["t"], member: "a")
    try await eventually { await first.assignment().count == 6 }
    let second = try await bench.consumer("g", ["t"], member: "b")
    try await eventually {
      let (one, two) = (await first.assignment(), await second.assignment())
      return one.count == 3 && two.count == 3 && one.isDisjoint(with: two)
    }
    await second.close()
    #expect(await second.assignment().isEmpty)
    try await eventually { await first.assignment().count == 6 }
  },
  ConformanceCase("rebalance: a member is asked before its partitions go to another", needs: [.promptRebalance]) {
    bench in
    try await bench.topic("t", partitions: 2)
    let asked = Lock<[TopicPartition]>([])
    let stillHeld = Lock<Set<TopicPartition>>([])
    let newcomer = Lock<(any LogConsumer)?>(nil)
    let first = try await bench.consumer("g", ["t"], member: "a") {
      $0.revokeBudget = .seconds(3_600)
      $0.onRevoke = { partitions in
        asked.withLock { $0 += partitions }
        try? await Task.sleep(for: .milliseconds(50))
        let others = await newcomer.withLock({ $0 })?.assignment() ?? []
        stillHeld.withLock { $0.formUnion(others.intersection(partitions)) }
      }
    }
    try await eventually { await first.assignment().count == 2 }
    let second = try await bench.consumer("g", ["t"], member: "b")
    newcomer.withLock { $0 = second }
    try await eventually { await second.assignment().count == 1 }
    #expect(await second.assignment().isSubset(of: asked.withLock { $0 }))
    #expect(stillHeld.withLock { $0 }.isEmpty)
    try await eventually { await first.assignment().count == 1 }
    asked.withLock { $0 = [] }
    let kept = await first.assignment()
    await first.close()
    #expect(asked.withLock { Set($0) } == kept, "asked on leaving, too")
  },
  ConformanceCase("rebalance: only what moves is asked back", needs: [.promptRebalance, .partialRevocation]) { bench in
    try await bench.topic("t", partitions: 2)
    let asked = Lock<[TopicPartition]>([])
    let first = try await bench.consumer("g", ["t"], member: "a") {
      $0.onRevoke = { partitions in asked.withLock { $0 += partitions } }
    }
    try await eventually { await first.assignment().count == 2 }
    let second = try await bench.consumer("g", ["t"], member: "b")
    try await eventually { await second.assignment().count == 1 }
    #expect(await second.assignment() == Set(asked.withLock { $0 }))
  },
  ConformanceCase("rebalance: a batch that is out may be finished within the budget", needs: [.promptRebalance]) {
    bench in
    try await bench.topic("t", partitions: 2)
    for partition in [Int32(0), 1] {
      _ = try await bench.log.append(bench.numbered("t", 0..<10, partition: partition))
    }
    let first = try await bench.consumer("g", ["t"], member: "a", maxRecords: 20) {
      $0.revokeBudget = .seconds(3_600)
      $0.maxWait = .seconds(2)
    }
    let batch = try #require(try await first.nextBatch())
    #expect(batch.records.count == 20)
    let second = try await bench.consumer("g", ["t"], member: "b")
    try await Task.sleep(for: .milliseconds(30))
    #expect(await second.assignment().isEmpty)
    try await batch.commit(appending: [])
    try await eventually { await second.assignment().count == 1 }
    #expect(try await bench.log.committedOffsets(group: "g").values.allSatisfy { $0 == 10 })
  },
  ConformanceCase("rebalance: past the budget the batch is lost to its member", needs: [.promptRebalance]) { bench in
    try await bench.topic("t", partitions: 2)
    try await bench.topic("out")
    for partition in [Int32(0), 1] {
      _ = try await bench.log.append(bench.numbered("t", 0..<10, partition: partition))
    }
    let first = try await bench.consumer("g", ["t"], member: "a", maxRecords: 20) {
      $0.revokeBudget = .milliseconds(30)
      $0.maxWait = .seconds(2)
      $0.onRevoke = { _ in try? await Task.sleep(for: .seconds(3_600)) }
    }
    let batch = try #require(try await first.nextBatch())
    #expect(batch.records.count == 20)
    let second = try await bench.consumer("g", ["t"], member: "b", maxRecords: 20)
    try await eventually { await second.assignment().count == 1 }
    let lost = await second.assignment()
    let error = await logError { try await batch.commit(appending: bench.numbered("out", 0..<20)) }
    guard case .assignmentLost(let named) = error else {
      Issue.record("a lost batch was committed: \(String(describing: error))")
      return
    }
    #expect(lost.isSubset(of: named))
    #expect(try await bench.contents("out").isEmpty)
    #expect(try await bench.log.committedOffsets(group: "g").isEmpty)
    // Both halves come again: the lost one to its new holder, the other to the old one.
    #expect(numbers(try await bench.consume(second, count: 10)) == Array(0..<10))
    let again = try await bench.consume(first, count: 10)
    #expect(numbers(again) == Array(0..<10))
    #expect(Set(again.map(\.coordinates.partition)).isDisjoint(with: lost))
  },
  ConformanceCase("rebalance: a member that comes again under its name takes over", needs: [.memberNames]) {
    bench in
    try await bench.topic("t", partitions: 3)
    _ = try await bench.log.append(bench.numbered("t", 0..<30))
    let old = try await bench.consumer("g", ["t"], member: "same")
    let batch = try #require(try await old.nextBatch())
    let new = try await bench.consumer("g", ["t"], member: "same")
    try await eventually { await new.assignment().count == 3 }
    #expect(await logError { _ = try await old.nextBatch() } == .fenced(id: "same"))
    guard case .assignmentLost = await logError({ try await batch.commit(appending: []) }) else {
      Issue.record("a fenced member committed")
      return
    }
    #expect(numbers(try await bench.consume(new, count: 30)).sorted() == Array(0..<30))
  },
  ConformanceCase("rebalance: under load every record is finished once and in order", needs: [.transactions]) { bench in
    let count = 6_000
    try await bench.topic("in", partitions: 6)
    try await bench.topic("out", partitions: 3)
    let stop = Lock(false)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for start in stride(from: 0, to: count, by: 100) {
          _ = try await bench.log.append(bench.numbered("in", start..<(start + 100), keys: 50))
          try await Task.sleep(for: .milliseconds(2))
        }
      }
      for seat in 0..<4 {
        group.addTask { try await comeAndGo(bench, seat, until: { stop.withLock { $0 } }) }
      }
      group.addTask {
        try await eventually { try await bench.log.committedOffsets(group: "g").values.reduce(0, +) >= count }
        stop.withLock { $0 = true }
      }
      try await group.waitForAll()
    }
    let found = try await bench.contents("out")
    #expect(numbers(found).sorted() == Array(0..<count), "each once")
    #expect(keepsOrder(found))
  },
]

/// A member that stays for a few batches, now and then gives one back or leaves with one in hand, and comes again.
private func comeAndGo(_ bench: Workbench, _ seat: Int, until stopped: @Sendable () -> Bool) async throws {
  var random = SystemRandomNumberGenerator()
  var visit = 0
  while !stopped() {
    visit += 1
    let member = try await bench.consumer("g", ["in"], member: "seat-\(seat)-\(visit)", maxRecords: 40)
    for _ in 0..<Int.random(in: 3...20, using: &random) where !stopped() {
      let waiting = Task { try await member.nextBatch() }
      let timer = Task {
        try await Task.sleep(for: .milliseconds(50))
        waiting.cancel()
      }
      defer { timer.cancel() }
      guard case .success(let next) = await waiting.result, let batch = next else { continue }
      switch Int.random(in: 0..<10, using: &random) {
      case 0: await batch.abandon()
      case 1: break
      default:
        let outputs = batch.records.map { ProducerRecord(topic: "out", key: $0.key, value: $0.value) }
        do {
          try await batch.commit(appending: outputs)
        } catch EventLogError.assignmentLost {
          continue
        }
      }
    }
    await member.close()
  }
}
