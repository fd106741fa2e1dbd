import Kafka
import KafkaMock
import Logging
import Metrics
import Testing
import Threading

@Suite(.timeLimit(.minutes(1))) struct ConfigurationTests {
  @Test(arguments: [
    ("no.such.property", "1", "no.such.property"), ("acks", "many", "acks"), ("linger.ms", "-5", "linger.ms"),
    ("security.protocol", "carrier-pigeon", "security.protocol"), ("bootstrap.serverz", "a:1", "bootstrap.serverz"),
  ])
  func whatTheLibraryRefusesIsNamed(_ name: String, _ value: String, _ property: String) throws {
    let configuration = KafkaConfiguration(bootstrapServers: "127.0.0.1:1", [name: value])
    let error = #expect(throws: KafkaConfigurationError.self) { try configuration.validate() }
    #expect(error?.property == property)
    #expect(error?.reason.isEmpty == false)
    #expect(throws: KafkaConfigurationError.self) { try KafkaProducer(configuration, logger: quiet) }
    #expect(throws: KafkaConfigurationError.self) {
      try KafkaConsumer(configuration, subscription: KafkaSubscription(group: "g", topics: ["t"]), logger: quiet)
    }
  }

  @Test func propertiesThatDoNotGoTogetherAreToldWithTheReason() throws {
    let configuration = KafkaConfiguration(
      bootstrapServers: "127.0.0.1:1", ["enable.idempotence": "true", "acks": "1"])
    let error = #expect(throws: KafkaConfigurationError.self) { try KafkaProducer(configuration, logger: quiet) }
    #expect(error?.property == nil)
    #expect(error?.reason.contains("acks") == true)
  }

  @Test func securityIsPassedThrough() throws {
    try KafkaConfiguration(
      bootstrapServers: "127.0.0.1:1",
      [
        "security.protocol": "SASL_SSL", "sasl.mechanisms": "SCRAM-SHA-512", "sasl.username": "u",
        "sasl.password": "p", "ssl.endpoint.identification.algorithm": "https",
      ]
    ).validate()
  }

  @Test func aSecretIsNotRepeated() throws {
    let configuration = KafkaConfiguration(
      bootstrapServers: "127.0.0.1:1", ["ssl.key.pem": "", "sasl.password.x": "hush"])
    let error = #expect(throws: KafkaConfigurationError.self) { try configuration.validate() }
    #expect(error.map { "\($0)" }?.contains("hush") == false)
  }

  @Test func theLogOfTheLibraryComesWithItsFacility() async throws {
    let lines = Lock<[(String, Logger.Metadata)]>([])
    let logger = Logger(label: "test", factory: { _ in Recording(lines: lines) })
    let producer = try KafkaProducer(
      KafkaConfiguration(bootstrapServers: "127.0.0.1:1", ["client.id": "名"]), logger: logger)
    #expect(await eventually { lines.withLock { !$0.isEmpty } })
    _ = await producer.close(within: .milliseconds(10))
    let line = try #require(lines.withLock { $0.first { $0.1["facility"] != nil } })
    #expect(line.1["thread"] != nil)
    #expect(!line.0.hasPrefix("[thrd:"))
  }
}

private struct Recording: LogHandler {
  let lines: Lock<[(String, Logger.Metadata)]>
  var logLevel: Logger.Level = .debug
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(
    level: Logger.Level, message: Logger.Message, metadata explicit: Logger.Metadata?, source: String, file: String,
    function: String, line: UInt
  ) {
    lines.withLock { $0.append((message.description, metadata.merging(explicit ?? [:]) { $1 })) }
  }
}
