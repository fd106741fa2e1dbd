import EventLog
import Testing

let volumeCases = [
  ConformanceCase("volume: a hundred thousand records") { bench in
    let count = 100_000
    try await bench.topic("t", partitions: 6)
    for start in stride(from: 0, to: count, by: 5_000) {
      _ = try await bench.log.append(bench.numbered("t", start..<(start + 5_000), keys: 997))
    }
    let consumer = try await bench.consumer("g", ["t"], maxRecords: 5_000)
    var sum = 0
    var seen = 0
    var gaps = 0
    var last: [TopicPartition: Int64] = [:]
    while seen < count, let batch = try await consumer.nextBatch() {
      for record in batch.records {
        sum += number(record) ?? 0
        let at = record.coordinates
        if at.offset != last[at.partition, default: -1] + 1 { gaps += 1 }
        last[at.partition] = at.offset
      }
      seen += batch.records.count
      try await batch.commit(appending: [])
    }
    #expect(seen == count)
    #expect(gaps == 0)
    #expect(sum == count * (count - 1) / 2)
  },
  ConformanceCase("volume: batches of ten thousand with as many outputs") { bench in
    try await bench.topic("in", partitions: 3)
    try await bench.topic("out", partitions: 3)
    _ = try await bench.log.append(bench.numbered("in", 0..<20_000, keys: 100))
    let consumer = try await bench.consumer("g", ["in"], maxRecords: 10_000)
    var seen = 0
    while seen < 20_000, let batch = try await consumer.nextBatch() {
      seen += batch.records.count
      try await batch.commit(
        appending: batch.records.map { ProducerRecord(topic: "out", key: $0.key, value: $0.value, headers: $0.headers) }
      )
    }
    let found = try await bench.contents("out")
    #expect(numbers(found).sorted() == Array(0..<20_000))
    #expect(keepsOrder(found))
  },
]
