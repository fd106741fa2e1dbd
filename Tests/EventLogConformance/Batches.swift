import EventLog
import Testing
import Threading

let batchCases = [
  ConformanceCase("batch: it is bounded by records, and grouped by partition in order") { bench in
    try await bench.topic("t", partitions: 4)
    _ = try await bench.log.append(bench.numbered("t", 0..<400, keys: 40))
    let consumer = try await bench.consumer("g", ["t"], maxRecords: 70)
    var seen = 0
    while seen < 400, let batch = try await consumer.nextBatch() {
      #expect(batch.records.count <= 70)
      var finished: Set<TopicPartition> = []
      for (record, next) in zip(batch.records, batch.records.dropFirst()) {
        if record.coordinates.partition == next.coordinates.partition {
          #expect(record.coordinates.offset < next.coordinates.offset)
        } else {
          #expect(finished.insert(record.coordinates.partition).inserted)
        }
      }
      seen += batch.records.count
      try await batch.commit(appending: [])
    }
    #expect(seen == 400)
  },
  ConformanceCase("batch: it is bounded by bytes, though one record may be larger") { bench in
    try await bench.topic("t")
    _ = try await bench.log.append(
      (0..<20).map { number in
        ProducerRecord(
          topic: "t", key: nil, value: [UInt8](repeating: UInt8(number), count: number == 10 ? 50_000 : 1_000))
      })
    let consumer = try await bench.consumer("g", ["t"]) { $0.maxBytes = 4_000 }
    var values: [[UInt8]?] = []
    while values.count < 20, let batch = try await consumer.nextBatch() {
      let bytes = batch.records.map { $0.value?.count ?? 0 }
      #expect(bytes.dropLast().reduce(0, +) < 4_000)
      values += batch.records.map(\.value)
      try await batch.commit(appending: [])
    }
    #expect(values.map { $0?.first } == (0..<20).map { UInt8($0) })
  },
  ConformanceCase("batch: one that is not full is given after its wait") { bench in
    try await bench.topic("t")
    let consumer = try await bench.consumer("g", ["t"], maxRecords: 1_000)
    _ = try await bench.log.append(bench.numbered("t", 0..<3))
    #expect(numbers(try await bench.consume(consumer, count: 3)) == [0, 1, 2])
  },
  ConformanceCase("batch: a waiting member is woken by what is appended") { bench in
    try await bench.topic("t")
    let consumer = try await bench.consumer("g", ["t"])
    async let found = bench.consume(consumer, count: 30)
    for start in 0..<30 {
      _ = try await bench.log.append(bench.numbered("t", start..<(start + 1)))
      if start % 10 == 0 { try await Task.sleep(for: .milliseconds(20)) }
    }
    #expect(numbers(try await found) == Array(0..<30))
  },
  ConformanceCase("batch: given back, it comes again; finished, it does not") { bench in
    try await bench.topic("t")
    _ = try await bench.log.append(bench.numbered("t", 0..<50))
    let consumer = try await bench.consumer("g", ["t"], maxRecords: 20)
    let first = try #require(try await consumer.nextBatch())
    await first.abandon()
    let again = try #require(try await consumer.nextBatch())
    #expect(again.records == first.records)
    // Asking for the next one gives this one back too.
    let third = try #require(try await consumer.nextBatch())
    #expect(third.records == first.records)
    for stale in [first, again] {
      let error = await logError { try await stale.commit(appending: bench.numbered("t", 0..<1)) }
      guard case .assignmentLost = error else {
        Issue.record("a batch given back was committed: \(String(describing: error))")
        return
      }
    }
    try await third.commit(appending: [])
    #expect(numbers(try await bench.consume(consumer, count: 30)) == Array(20..<50))
    #expect(try await bench.contents("t").count == 50)
  },
  ConformanceCase("batch: finishing appends the outputs and moves the offsets", needs: [.transactions]) { bench in
    try await bench.topic("t")
    try await bench.topic("out", partitions: 3)
    _ = try await bench.log.append(bench.numbered("t", 0..<10))
    let consumer = try await bench.consumer("g", ["t"])
    let batch = try #require(try await consumer.nextBatch())
    let places = try await batch.commit(appending: bench.numbered("out", 100..<120))
    #expect(places.count == 20)
    #expect(Set(numbers(try await bench.contents("out"))) == Set(100..<120))
    #expect(
      try await bench.log.committedOffsets(group: "g") == [
        TopicPartition("t", 0): batch.records.last.map { $0.coordinates.offset + 1 }
      ])
    let twice = await logError { try await batch.commit(appending: bench.numbered("out", 0..<5)) }
    #expect(twice != nil)
    #expect(try await bench.contents("out").count == 20)
  },
  ConformanceCase(
    "batch: refused outputs leave offsets and outputs as they were", needs: [.administration, .transactions]
  ) { bench in
    try await bench.topic("t")
    try await bench.topic("out")
    _ = try await bench.log.append(bench.numbered("t", 0..<10))
    let consumer = try await bench.consumer("g", ["t"], maxRecords: 10)
    let batch = try #require(try await consumer.nextBatch())
    let bad = [
      ProducerRecord(topic: "nowhere", key: nil, value: []),
      ProducerRecord(topic: "out", key: nil, value: [UInt8](repeating: 0, count: 64 << 20)),
    ]
    for record in bad {
      let error = await logError { try await batch.commit(appending: bench.numbered("out", 0..<5) + [record]) }
      #expect(error != nil)
      #expect(try await bench.log.committedOffsets(group: "g").isEmpty)
    }
    #expect(try await bench.contents("out").isEmpty)
    let again = try #require(try await consumer.nextBatch())
    #expect(again.records == batch.records)
    try await again.commit(appending: bench.numbered("out", 0..<5))
    #expect(numbers(try await bench.contents("out")) == Array(0..<5))
  },
  ConformanceCase("batch: a failing disk or broker leaves it to be done again", needs: [.interruption, .transactions]) {
    bench in
    try await bench.topic("t")
    try await bench.topic("out")
    _ = try await bench.log.append(bench.numbered("t", 0..<10))
    let consumer = try await bench.consumer("g", ["t"], maxRecords: 10)
    let batch = try #require(try await consumer.nextBatch())
    try await bench.site.interrupting {
      let error = await logError { try await batch.commit(appending: bench.numbered("out", 0..<5)) }
      guard case .unavailable = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
    #expect(try await bench.log.committedOffsets(group: "g").isEmpty)
    #expect(try await bench.contents("out").isEmpty)
    try await batch.commit(appending: bench.numbered("out", 0..<5))
    #expect(numbers(try await bench.contents("out")) == Array(0..<5))
    #expect(try await bench.log.committedOffsets(group: "g") == [TopicPartition("t", 0): 10])
  },
  ConformanceCase("batch: a cancelled wait loses nothing") { bench in
    try await bench.topic("t")
    let consumer = try await bench.consumer("g", ["t"])
    for start in 0..<20 {
      let waiting = Task { try await consumer.nextBatch()?.records.count }
      if start % 2 == 0 { try await Task.sleep(for: .milliseconds(3)) }
      waiting.cancel()
      _ = try await bench.log.append(bench.numbered("t", start..<(start + 1)))
      switch await waiting.result {
      case .success(let count): #expect(count.map { $0 >= 1 } == true)
      case .failure(let error): #expect(error is CancellationError)
      }
    }
    #expect(numbers(try await bench.consume(consumer, count: 20)) == Array(0..<20))
  },
  ConformanceCase("batch: a closed member waits no more, and what it held comes again", needs: [.promptRebalance]) {
    bench in
    try await bench.topic("t")
    _ = try await bench.log.append(bench.numbered("t", 0..<10))
    let first = try await bench.consumer("g", ["t"], member: "first", maxRecords: 10)
    let batch = try #require(try await first.nextBatch())
    await first.close()
    #expect(try await first.nextBatch() == nil)
    let late = await logError { try await batch.commit(appending: []) }
    #expect(late == .assignmentLost([TopicPartition("t", 0)]))
    let second = try await bench.consumer("g", ["t"], member: "second", maxRecords: 10)
    #expect(try await bench.consume(second, count: 10) == batch.records)
    async let waiting = second.nextBatch()?.records.count
    try await Task.sleep(for: .milliseconds(20))
    await second.close()
    #expect(try await waiting == nil)
  },
  ConformanceCase("batch: what was out when the log was closed comes again", needs: [.reopening]) { bench in
    try await bench.topic("t")
    _ = try await bench.log.append(bench.numbered("t", 0..<30))
    let before = try await bench.consumer("g", ["t"], maxRecords: 10)
    try await #require(try await before.nextBatch()).commit(appending: [])
    let out = try #require(try await before.nextBatch())
    #expect(numbers(out.records) == Array(10..<20))
    try await bench.reopen()
    let after = try await bench.consumer("g", ["t"], maxRecords: 10)
    #expect(numbers(try await bench.consume(after, count: 20)) == Array(10..<30))
  },
]
