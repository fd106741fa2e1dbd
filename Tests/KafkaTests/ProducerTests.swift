import CRdkafka
import Kafka
import KafkaMock
import Testing

@Suite(.timeLimit(.minutes(2))) struct ProducerTests {
  static let ordinary: [(String, KafkaRecord)] = [
    ("tombstone", KafkaRecord(topic: "t", key: [1], value: nil)),
    ("empty value", KafkaRecord(topic: "t", key: [1], value: [])),
    ("no key", KafkaRecord(topic: "t", key: nil, value: [1])),
    ("empty key", KafkaRecord(topic: "t", key: [], value: [1])),
    ("nothing at all", KafkaRecord(topic: "t", key: nil, value: nil)),
    ("not UTF-8", KafkaRecord(topic: "t", key: [0xff, 0xfe, 0], value: [0xc3, 0x28, 0, 0xff])),
    ("a megabyte", KafkaRecord(topic: "t", key: [1], value: [UInt8](repeating: 7, count: 1 << 20))),
    (
      "100 headers",
      KafkaRecord(
        topic: "t", key: [1], value: [2], headers: (0..<100).map { KafkaHeader("h\($0)", [UInt8($0), 0, 255]) })
    ),
    (
      "doubled, empty and null headers",
      KafkaRecord(
        topic: "t", key: [1], value: [2],
        headers: [
          KafkaHeader("a", [1]), KafkaHeader("a", [2]), KafkaHeader("a", []), KafkaHeader("a", nil as [UInt8]?),
          KafkaHeader("", [3]), KafkaHeader("名", "值"),
        ])
    ),
    ("a time of its own", KafkaRecord(topic: "t", key: [1], value: [2], timestamp: 1_700_000_000_123)),
  ]

  @Test(arguments: ordinary.indices) func ordinaryRecordsComeBackAsTheyWere(_ index: Int) async throws {
    let (name, record) = Self.ordinary[index]
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(.mock(mock), logger: quiet)
    let delivery = try await producer.send(record)
    #expect(delivery.partition == KafkaPartition("t", 0), "\(name)")
    #expect(delivery.offset == 0)
    let reader = try KafkaReader(.mock(mock), logger: quiet)
    let page = try await reader.read(delivery.partition, from: 0, maxRecords: 1)
    let message = try #require(page.messages.first)
    #expect(message.key == record.key, "\(name)")
    #expect(message.value == record.value, "\(name)")
    #expect(message.headers == record.headers, "\(name)")
    if let timestamp = record.timestamp { #expect(message.timestamp == timestamp) }
    await reader.close()
    #expect(await producer.close().isClean)
  }

  @Test func aBatchKeepsItsOrderAndTellsEachOffset() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t", partitions: 3)
    let producer = try KafkaProducer(.mock(mock), logger: quiet)
    let records = (0..<5_000).map { number in
      KafkaRecord(topic: "t", partition: Int32(number % 3), key: nil, value: Array("\(number)".utf8))
    }
    let deliveries = try await producer.send(records)
    for (number, delivery) in deliveries.enumerated() {
      #expect(delivery.partition.partition == Int32(number % 3))
      #expect(delivery.offset == Int64(number / 3))
    }
    #expect(await producer.close().isClean)
  }

  /// The partitions that Java's client chooses for these keys among 7: murmur2 with its seed, the sign bit cleared.
  @Test(arguments: [("21", -973_932_308), ("foobar", -790_332_482), ("a-little-bit-long-string", -985_981_536)])
  func keysLieWhereJavaPutsThem(_ key: String, _ hash: Int) async throws {
    let mock = try MockCluster()
    mock.create(topic: "t", partitions: 7)
    let producer = try KafkaProducer(.mock(mock), logger: quiet)
    let delivery = try await producer.send(KafkaRecord(topic: "t", key: Array(key.utf8), value: [1]))
    #expect(delivery.partition.partition == Int32((hash & 0x7fff_ffff) % 7))
    _ = await producer.close()
  }

  @Test func oneBadRecordDoesNotStopTheOthers() async throws {
    let mock = try MockCluster()
    mock.create(topic: "t")
    let producer = try KafkaProducer(.mock(mock, ["message.max.bytes": "2000"]), logger: quiet)
    let outcomes = await producer.deliver([
      KafkaRecord(topic: "t", key: nil, value: [1]),
      KafkaRecord(topic: "t", key: nil, value: [UInt8](repeating: 0, count: 4_000)),
      KafkaRecord(topic: "t", partition: 9, key: nil, value: [2]),
      KafkaRecord(topic: "t", partition: -3, key: nil, value: [2]),
      KafkaRecord(topic: "t\0x", key: nil, value: [2]),
      KafkaRecord(topic: "t", key: nil, value: [2], headers: [KafkaHeader("a\0b", [1])]),
      KafkaRecord(topic: "t", key: nil, value: [3]),
    ])
    func code(_ index: Int) -> KafkaError.Code? {
      if case .failure(let failure) = outcomes[index] { failure.error.code } else { nil }
    }
    #expect(try outcomes[0].get().offset == 0)
    #expect(code(1) == .messageTooLarge)
    #expect(code(2) == .unknownPartition)
    #expect(code(3) == .invalidArgument)
    #expect(code(4) == .invalidArgument)
    #expect(code(5) == .invalidArgument)
    #expect(try outcomes[6].get().offset == 1)
    _ = await producer.close()
  }

  @Test func aClosedProducerRefuses() async throws {
    let mock = try MockCluster()
    let producer = try KafkaProducer(.mock(mock), logger: quiet)
    #expect(await producer.close().isClean)
    await #expect(throws: KafkaDeliveryError.self) {
      try await producer.send(KafkaRecord(topic: "t", key: nil, value: []))
    }
  }
}
