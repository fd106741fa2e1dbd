import EventLog
import Testing

let topicCases = [
  ConformanceCase("topics: ensure makes what is missing, adds partitions and removes nothing", needs: [.administration])
  { bench in
    let first = [TopicSpecification(name: "one", partitions: 3), TopicSpecification(name: "two", partitions: 1)]
    try await bench.log.ensure(topics: first)
    try await bench.log.ensure(topics: first)
    #expect(try await bench.log.topics().filter { ["one", "two"].contains($0.name) }.map(\.partitions) == [3, 1])
    try await bench.log.ensure(topics: [
      TopicSpecification(name: "one", partitions: 2), TopicSpecification(name: "two", partitions: 4),
    ])
    #expect(try await bench.log.topics().filter { ["one", "two"].contains($0.name) }.map(\.partitions) == [3, 4])
    #expect(try await bench.log.watermarks(topic: "two").count == 4)
  },
  ConformanceCase("topics: what they are allowed to hold is told again", needs: [.administration]) { bench in
    let topics = [
      TopicSpecification(name: "deleted", partitions: 1, retention: 86_400_000),
      TopicSpecification(name: "kept", partitions: 2, cleanup: .compact),
    ]
    try await bench.log.ensure(topics: topics)
    let found = try await bench.log.topics().filter { ["deleted", "kept"].contains($0.name) }
    #expect(found.sorted { $0.name < $1.name } == topics)
  },
  ConformanceCase("topics: one that does not exist is named in the error", needs: [.administration]) { bench in
    try await bench.topic("known")
    let nowhere = EventLogError.unknownTopic("nowhere")
    #expect(
      await logError { _ = try await bench.log.append([ProducerRecord(topic: "nowhere", key: nil, value: [])]) }
        == nowhere)
    #expect(await logError { _ = try await bench.log.watermarks(topic: "nowhere") } == nowhere)
    #expect(
      await logError { _ = try await bench.log.read(TopicPartition("nowhere", 0), from: 0, maxRecords: 1) } == nowhere)
    #expect(await logError { _ = try await bench.consumer("g", ["known", "nowhere"]) } == nowhere)
  },
  ConformanceCase("topics: a partition that does not exist is named in the error") { bench in
    try await bench.topic("known", partitions: 2)
    for number in [-1, 2, Int32.max] {
      let missing = EventLogError.unknownPartition(TopicPartition("known", number))
      let record = ProducerRecord(topic: "known", key: nil, value: [], partition: number)
      #expect(await logError { _ = try await bench.log.append([record]) } == missing)
      #expect(
        await logError { _ = try await bench.log.read(TopicPartition("known", number), from: 0, maxRecords: 1) }
          == missing)
    }
  },
  ConformanceCase("topics: the log's identity stays through reopening", needs: [.administration, .reopening]) { bench in
    let identity = try await bench.log.clusterID()
    #expect(!identity.isEmpty)
    try await bench.topic("known", partitions: 3)
    try await bench.reopen()
    #expect(try await bench.log.clusterID() == identity)
    #expect(try await bench.log.topics().contains(TopicSpecification(name: "known", partitions: 3)))
  },
]
