import EventLog
import Testing

let orderCases = [
  ConformanceCase("order: records are where append says, and offsets count up from 0") { bench in
    try await bench.topic("t", partitions: 4)
    let sent = bench.numbered("t", 0..<200)
    let places = try await bench.log.append(sent)
    #expect(places.count == sent.count)
    let found = try await bench.contents("t")
    let byPlace = Dictionary(found.map { ($0.coordinates, $0) }, uniquingKeysWith: { first, _ in first })
    #expect(byPlace.count == sent.count)
    for (record, place) in zip(sent, places) { #expect(byPlace[place]?.value == record.value) }
    for (partition, group) in Dictionary(grouping: places, by: \.partition) {
      #expect(group.map(\.offset) == Array(0..<Int64(group.count)), "\(partition)")
    }
  },
  ConformanceCase("order: within a key it is kept, and equal keys share a partition") { bench in
    try await bench.topic("t", partitions: 5)
    for start in stride(from: 0, to: 500, by: 50) {
      _ = try await bench.log.append(bench.numbered("t", start..<(start + 50), keys: 17))
    }
    let found = try await bench.contents("t")
    #expect(found.count == 500)
    #expect(keepsOrder(found))
    for (_, records) in Dictionary(grouping: found, by: \.key) {
      #expect(Set(records.map(\.coordinates.partition)).count == 1)
    }
    #expect(Set(found.map(\.coordinates.partition)).count == 5)
  },
  ConformanceCase("order: keys go where Kafka's Java client puts them") { bench in
    try await bench.topic("t", partitions: 12)
    // murmur2 of these keys, as Apache Kafka's own tests have it.
    let hashes: [(String, Int32)] = [
      ("21", -973_932_308), ("foobar", -790_332_482), ("a-little-bit-long-string", -985_981_536),
      ("a-little-bit-longer-string", -1_486_304_829),
      ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971), ("abc", 479_470_107),
    ]
    let places = try await bench.log.append(
      hashes.map { ProducerRecord(topic: "t", key: Array($0.0.utf8), value: []) })
    #expect(places.map(\.partition.partition) == hashes.map { ($0.1 & 0x7fff_ffff) % 12 })
  },
  ConformanceCase("order: a partition may be chosen, and records without a key are spread") { bench in
    try await bench.topic("t", partitions: 3)
    let chosen = try await bench.log.append(
      (0..<9).map {
        ProducerRecord(topic: "t", key: [1], value: [UInt8($0)], partition: Int32($0 % 3))
      })
    #expect(chosen.map(\.partition.partition) == [0, 1, 2, 0, 1, 2, 0, 1, 2])
    var used: Set<TopicPartition> = []
    for number in 0..<60 {
      let places = try await bench.log.append([ProducerRecord(topic: "t", key: nil, value: [UInt8(number)])])
      used.formUnion(places.map(\.partition))
    }
    #expect(used.count > 1)
  },
  ConformanceCase("order: appenders at the same time keep their own") { bench in
    try await bench.topic("t", partitions: 3)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for appender in 0..<8 {
        group.addTask {
          for turn in 0..<40 {
            _ = try await bench.log.append(
              (0..<5).map { number in
                ProducerRecord(
                  topic: "t", key: Array("appender-\(appender)".utf8), value: Array("\(turn * 5 + number)".utf8))
              })
          }
        }
      }
      try await group.waitForAll()
    }
    let found = try await bench.contents("t")
    #expect(found.count == 8 * 200)
    #expect(keepsOrder(found))
  },
  ConformanceCase("order: an append with one bad record leaves none", needs: [.atomicAppend]) { bench in
    try await bench.topic("t", partitions: 2)
    let bad = [
      ProducerRecord(topic: "nowhere", key: nil, value: []),
      ProducerRecord(topic: "t", key: nil, value: [], partition: 7),
    ]
    for record in bad {
      let error = await logError { _ = try await bench.log.append(bench.numbered("t", 0..<10) + [record]) }
      #expect(error != nil)
    }
    #expect(try await bench.contents("t").isEmpty)
    #expect(try await bench.log.append([]).isEmpty)
  },
]
