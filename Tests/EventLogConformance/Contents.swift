import EventLog
import Testing

private let nasty: [[UInt8]?] = [
  nil, [], [0], [0xff, 0xfe, 0x00], [0xc3, 0x28], Array("受理编号".utf8), [UInt8](repeating: 0xff, count: 4_096),
]

let contentCases = [
  ConformanceCase("content: keys and values of any bytes, empty or absent, come back as they went") { bench in
    try await bench.topic("t")
    let sent = nasty.flatMap { key in nasty.map { ProducerRecord(topic: "t", key: key, value: $0) } }
    _ = try await bench.log.append(sent)
    let found = try await bench.contents("t")
    #expect(found.map(\.key) == sent.map(\.key))
    #expect(found.map(\.value) == sent.map(\.value))
    #expect(found.allSatisfy { $0.headers.isEmpty })
    let consumer = try await bench.consumer("g", ["t"])
    #expect(try await bench.consume(consumer, count: sent.count) == found)
  },
  ConformanceCase("content: headers keep order, repeated names, and values of any bytes") { bench in
    try await bench.topic("t")
    let headers =
      nasty.map { RecordHeader("repeated", $0) } + [RecordHeader("名", "值"), RecordHeader("repeated", "last")]
    _ = try await bench.log.append([ProducerRecord(topic: "t", key: nil, value: [1], headers: headers)])
    let found = try await bench.contents("t")
    #expect(found.first?.headers == headers)
    #expect(found.first?.header("名") == "值")
    #expect(found.first?.header("absent") == nil)
  },
  ConformanceCase("content: a hundred headers") { bench in
    try await bench.topic("t")
    let headers = (0..<100).map { RecordHeader("header-\($0)", [UInt8](repeating: UInt8($0), count: $0 * 3)) }
    _ = try await bench.log.append([ProducerRecord(topic: "t", key: [1], value: nil, headers: headers)])
    #expect(try await bench.contents("t").map(\.headers) == [headers])
  },
  ConformanceCase("content: tombstones stay apart from empty values") { bench in
    try await bench.topic("t", cleanup: .compact)
    _ = try await bench.log.append([
      ProducerRecord(topic: "t", key: [1], value: [9]), ProducerRecord(topic: "t", key: [2], value: nil),
      ProducerRecord(topic: "t", key: [3], value: []),
    ])
    let consumer = try await bench.consumer("g", ["t"])
    #expect(try await bench.consume(consumer, count: 3).map(\.value) == [[9], nil, []])
  },
  ConformanceCase("content: records of a megabyte") { bench in
    try await bench.topic("t", partitions: 2)
    let sent = (0..<8).map { number in
      ProducerRecord(
        topic: "t", key: [UInt8(number)], value: (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* (number + 3)) })
    }
    // Kafka's default limit counts the record's own frame too.
    let fitting = sent.map { record in
      var record = record
      record.value?.removeLast(1_024)
      return record
    }
    _ = try await bench.log.append(fitting)
    let consumer = try await bench.consumer("g", ["t"])
    let found = try await bench.consume(consumer, count: 8)
    #expect(Set(found.map(\.value)) == Set(fitting.map(\.value)))
  },
  ConformanceCase("content: a record beyond the limit is refused and the log goes on") { bench in
    try await bench.topic("t")
    let huge = ProducerRecord(topic: "t", key: nil, value: [UInt8](repeating: 1, count: 64 << 20))
    let error = await logError { _ = try await bench.log.append([huge]) }
    guard case .recordTooLarge("t", let bytes, let limit) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(bytes >= 64 << 20 && limit < bytes)
    _ = try await bench.log.append(bench.numbered("t", 0..<1))
    #expect(try await bench.contents("t").count == 1)
  },
  ConformanceCase("content: timestamps are the caller's, or the log's own") { bench in
    try await bench.topic("t")
    let given: [Int64] = [1, 1_700_000_000_000, 4_102_444_800_000]
    _ = try await bench.log.append(given.map { ProducerRecord(topic: "t", key: nil, value: [], timestamp: $0) })
    _ = try await bench.log.append([ProducerRecord(topic: "t", key: nil, value: [])])
    let found = try await bench.contents("t").map(\.timestamp)
    #expect(Array(found.prefix(3)) == given)
    #expect(found.last.map { $0 > 1_700_000_000_000 } == true)
  },
]
