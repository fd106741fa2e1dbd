import EventLog
import Testing

let readingCases = [
  ConformanceCase("reading: from any offset, bounded, and empty at the end") { bench in
    try await bench.topic("t")
    let partition = TopicPartition("t", 0)
    #expect(try await bench.log.read(partition, from: 0, maxRecords: 10).isEmpty)
    _ = try await bench.log.append(bench.numbered("t", 0..<100))
    #expect(numbers(try await bench.log.read(partition, from: 0, maxRecords: 10)) == Array(0..<10))
    #expect(numbers(try await bench.log.read(partition, from: 95, maxRecords: 10)) == Array(95..<100))
    #expect(try await bench.log.read(partition, from: 100, maxRecords: 10).isEmpty)
    #expect(try await bench.log.committedOffsets(group: "nobody").isEmpty)
  },
  ConformanceCase("reading: an offset outside the log says what is inside") { bench in
    try await bench.topic("t")
    _ = try await bench.log.append(bench.numbered("t", 0..<5))
    let partition = TopicPartition("t", 0)
    for offset in [-1, 6, Int64(1) << 39] {
      let error = await logError { _ = try await bench.log.read(partition, from: offset, maxRecords: 1) }
      #expect(
        error == .offsetOutOfRange(RecordCoordinates(partition, offset), Watermarks(low: 0, high: 5)), "\(offset)")
    }
  },
  ConformanceCase("reading: watermarks follow what is appended") { bench in
    try await bench.topic("t", partitions: 2)
    let (first, second) = (TopicPartition("t", 0), TopicPartition("t", 1))
    let empty = Watermarks(low: 0, high: 0)
    #expect(try await bench.log.watermarks(topic: "t") == [first: empty, second: empty])
    _ = try await bench.log.append(bench.numbered("t", 0..<7, partition: 1))
    #expect(try await bench.log.watermarks(topic: "t") == [first: empty, second: Watermarks(low: 0, high: 7)])
  },
  ConformanceCase("reading: what was appended is there after reopening", needs: [.reopening]) { bench in
    try await bench.topic("t", partitions: 3)
    let places = try await bench.log.append(bench.numbered("t", 0..<300))
    let before = try await bench.contents("t")
    try await bench.reopen()
    #expect(try await bench.contents("t") == before)
    let next = try await bench.log.append([
      ProducerRecord(topic: "t", key: nil, value: [], partition: places[0].partition.partition)
    ])
    #expect(next[0].offset == before.filter { $0.coordinates.partition == places[0].partition }.count)
  },
  ConformanceCase("reading: a closed log says so") { bench in
    try await bench.topic("t")
    let consumer = try await bench.consumer("g", ["t"])
    await bench.log.close()
    #expect(try await consumer.nextBatch() == nil)
    #expect(await logError { _ = try await bench.log.append(bench.numbered("t", 0..<1)) } == .closed)
    await bench.log.close()
  },
]
