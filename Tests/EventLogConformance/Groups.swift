import EventLog
import Testing
import Threading

let groupCases = [
  ConformanceCase("group: members share the partitions, no record twice, none missing") { bench in
    try await bench.topic("t", partitions: 6)
    var members: [any LogConsumer] = []
    for name in ["a", "b", "c"] { members.append(try await bench.consumer("g", ["t"], member: name)) }
    let all = members
    try await eventually {
      var held: [Set<TopicPartition>] = []
      for member in all { held.append(await member.assignment()) }
      return held.allSatisfy { $0.count == 2 } && held.reduce(into: Set()) { $0.formUnion($1) }.count == 6
    }
    _ = try await bench.log.append(bench.numbered("t", 0..<1_200, keys: 60))
    let seen = Lock<[ConsumedRecord]>([])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for member in all {
        group.addTask {
          while let batch = try await member.nextBatch() {
            try await batch.commit(appending: [])
            let done = seen.withLock { records in
              records += batch.records
              return records.count >= 1_200
            }
            if done { for member in all { await member.close() } }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(numbers(seen.withLock { $0 }).sorted() == Array(0..<1_200))
  },
  ConformanceCase("group: groups do not know of each other", needs: [.administration]) { bench in
    try await bench.topic("t", partitions: 2)
    _ = try await bench.log.append(bench.numbered("t", 0..<100))
    let first = try await bench.consumer("one", ["t"])
    #expect(numbers(try await bench.consume(first, count: 100)).sorted() == Array(0..<100))
    let second = try await bench.consumer("two", ["t"])
    #expect(try await bench.log.committedOffsets(group: "two").isEmpty)
    #expect(numbers(try await bench.consume(second, count: 100)).sorted() == Array(0..<100))
    #expect(try await bench.log.committedOffsets(group: "one").values.reduce(0, +) == 100)
  },
  ConformanceCase("group: it goes on from what it committed", needs: [.promptRebalance]) { bench in
    try await bench.topic("t")
    _ = try await bench.log.append(bench.numbered("t", 0..<40))
    for turn in 0..<4 {
      let member = try await bench.consumer("g", ["t"], member: "member-\(turn % 2)", maxRecords: 10)
      #expect(numbers(try await bench.consume(member, count: 10)) == Array(turn * 10..<(turn + 1) * 10))
      await member.close()
    }
    #expect(try await bench.log.committedOffsets(group: "g") == [TopicPartition("t", 0): 40])
  },
  ConformanceCase("group: it goes on from what it committed before reopening", needs: [.reopening]) { bench in
    try await bench.topic("t", partitions: 3)
    _ = try await bench.log.append(bench.numbered("t", 0..<60))
    let member = try await bench.consumer("g", ["t"], maxRecords: 20)
    let before = try await bench.consume(member, count: 20)
    let offsets = try await bench.log.committedOffsets(group: "g")
    try await bench.reopen()
    #expect(try await bench.log.committedOffsets(group: "g") == offsets)
    let again = try await bench.consumer("g", ["t"])
    let after = try await bench.consume(again, count: 60 - before.count)
    #expect(numbers(before + after).sorted() == Array(0..<60))
  },
  ConformanceCase("group: one member reads several topics") { bench in
    try await bench.topic("one", partitions: 2)
    try await bench.topic("two", partitions: 3)
    let member = try await bench.consumer("g", ["one", "two"])
    try await eventually { await member.assignment().count == 5 }
    _ = try await bench.log.append(bench.numbered("one", 0..<20) + bench.numbered("two", 20..<40))
    #expect(numbers(try await bench.consume(member, count: 40)).sorted() == Array(0..<40))
  },
  ConformanceCase("group: offsets from elsewhere come before those committed", needs: [.promptRebalance]) { bench in
    try await bench.topic("t", partitions: 2)
    for partition in [Int32(0), 1] {
      _ = try await bench.log.append(bench.numbered("t", 0..<10, partition: partition))
    }
    let first = try await bench.consumer("g", ["t"])
    _ = try await bench.consume(first, count: 20)
    await first.close()
    let asked = Lock<[[TopicPartition]]>([])
    let (zero, one) = (TopicPartition("t", 0), TopicPartition("t", 1))
    let second = try await bench.consumer("g", ["t"]) {
      $0.startOffsets = { partitions in
        asked.withLock { $0.append(partitions) }
        return partitions.contains(zero) ? [zero: 7] : [:]
      }
    }
    _ = try await bench.log.append(bench.numbered("t", 10..<11, partition: 1))
    let found = try await bench.consume(second, count: 4)
    #expect(numbers(found.filter { $0.coordinates.partition == zero }) == [7, 8, 9])
    #expect(numbers(found.filter { $0.coordinates.partition == one }) == [10])
    #expect(asked.withLock { Set($0.joined()) } == [zero, one])
  },
  ConformanceCase("group: an error in finding the offsets is told, and asked again") { bench in
    struct Unreachable: Error {}
    try await bench.topic("t")
    _ = try await bench.log.append(bench.numbered("t", 0..<5))
    let calls = Lock(0)
    let member = try await bench.consumer("g", ["t"]) {
      $0.startOffsets = { _ in
        let call = calls.withLock { calls in
          calls += 1
          return calls
        }
        if call == 1 { throw Unreachable() }
        return [TopicPartition("t", 0): 3]
      }
    }
    await #expect(throws: Unreachable.self) { _ = try await member.nextBatch() }
    #expect(numbers(try await bench.consume(member, count: 2)) == [3, 4])
  },
  ConformanceCase("group: partitions added later are taken up", needs: [.administration]) { bench in
    try await bench.topic("t", partitions: 1)
    let member = try await bench.consumer("g", ["t"])
    _ = try await bench.log.append(bench.numbered("t", 0..<10))
    #expect(numbers(try await bench.consume(member, count: 10)) == Array(0..<10))
    try await bench.topic("t", partitions: 4)
    try await eventually { await member.assignment().count == 4 }
    _ = try await bench.log.append(bench.numbered("t", 10..<20, partition: 3))
    #expect(numbers(try await bench.consume(member, count: 10)) == Array(10..<20))
  },
  ConformanceCase("group: more members than partitions leaves some waiting") { bench in
    try await bench.topic("t", partitions: 2)
    var members: [any LogConsumer] = []
    for number in 0..<4 { members.append(try await bench.consumer("g", ["t"], member: "m\(number)")) }
    let all = members
    try await eventually {
      var counts: [Int] = []
      for member in all { counts.append(await member.assignment().count) }
      return counts.sorted() == [0, 0, 1, 1]
    }
    for member in members { await member.close() }
    for member in members { #expect(try await member.nextBatch() == nil) }
  },
  ConformanceCase("group: a slow member holds up neither the others nor those who append") { bench in
    try await bench.topic("t", partitions: 2)
    let slow = try await bench.consumer("g", ["t"], member: "a", maxRecords: 10)
    let quick = try await bench.consumer("g", ["t"], member: "b", maxRecords: 10)
    try await eventually {
      let (one, other) = (await slow.assignment(), await quick.assignment())
      return one.count == 1 && other.count == 1
    }
    let (held, free) = (try #require(await slow.assignment().first), try #require(await quick.assignment().first))
    _ = try await bench.log.append(bench.numbered("t", 0..<10, partition: held.partition))
    let out = try #require(try await slow.nextBatch())
    for start in stride(from: 0, to: 500, by: 50) {
      for partition in [held, free] {
        _ = try await bench.log.append(bench.numbered("t", start..<(start + 50), partition: partition.partition))
      }
    }
    #expect(numbers(try await bench.consume(quick, count: 500)) == Array(0..<500))
    try await out.commit(appending: [])
    #expect(numbers(try await bench.consume(slow, count: 500)) == Array(0..<500))
  },
]
