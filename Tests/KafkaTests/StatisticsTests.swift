import Kafka
import KafkaMock
import Metrics
import Testing
import Threading

/// What a client tells of itself, as a metrics backend hears it.
private final class Meters: MetricsFactory, Sendable {
  final class Value: CounterHandler, MeterHandler, FloatingPointCounterHandler, RecorderHandler, TimerHandler, Sendable
  {
    private let value = Lock(0.0)

    var now: Double { value.withLock { $0 } }

    func increment(by amount: Int64) { value.withLock { $0 += Double(amount) } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func reset() { value.withLock { $0 = 0 } }
    func set(_ new: Int64) { value.withLock { $0 = Double(new) } }
    func set(_ new: Double) { value.withLock { $0 = new } }
    func record(_ new: Int64) { set(new) }
    func record(_ new: Double) { set(new) }
    func recordNanoseconds(_ duration: Int64) { set(duration) }
  }

  static let shared: Meters = {
    let meters = Meters()
    MetricsSystem.bootstrap(meters)
    return meters
  }()

  private let values = Lock<[String: Value]>([:])

  func value(_ label: String, _ dimensions: [(String, String)]) -> Value {
    let name = ([label] + dimensions.map { "\($0)=\($1)" }.sorted()).joined(separator: " ")
    return values.withLock { values in
      let value = values[name] ?? Value()
      values[name] = value
      return value
    }
  }

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { value(label, dimensions) }
  func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
    value(label, dimensions)
  }
  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { value(label, dimensions) }
  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    value(label, dimensions)
  }
  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { value(label, dimensions) }
  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  func destroyMeter(_ handler: any MeterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}
}

@Suite(.timeLimit(.minutes(2))) struct StatisticsTests {
  @Test func recordsRoundTripsAndLagAreMeasured() async throws {
    let meters = Meters.shared
    let mock = try MockCluster()
    let (topic, client) = (unique("t"), unique("client"))
    mock.create(topic: topic)
    let more = ["statistics.interval.ms": "50", "client.id": client]
    let producer = try KafkaProducer(.mock(mock, more), logger: quiet)
    _ = try await producer.send((0..<25).map { KafkaRecord(topic: topic, key: nil, value: [UInt8($0)]) })
    #expect(await eventually { meters.value("kafka_sent_records_total", [("client", client)]).now == 25 })
    #expect(meters.value("kafka_queued_records", [("client", client)]).now == 0)
    _ = await producer.close()

    let reading = unique("client")
    let consumer = try KafkaConsumer(
      .mock(mock, ["statistics.interval.ms": "50", "client.id": reading]),
      subscription: KafkaSubscription(group: "g", topics: [topic], limits: KafkaBatchLimits(maxRecords: 10)),
      logger: quiet)
    let batch = try #require(try await consumer.next())
    try await consumer.commit(batch)
    let lag = meters.value(
      "kafka_consumer_lag_records", [("client", reading), ("topic", topic), ("partition", "0")])
    // Reports come with the polls: as long as nobody asks for records, rebalances and reports are served all the same.
    #expect(await eventually { lag.now == Double(25 - batch.count) })
    #expect(meters.value("kafka_assigned_partitions", [("client", reading)]).now == 1)
    _ = await consumer.close(within: .seconds(5))
  }
}
