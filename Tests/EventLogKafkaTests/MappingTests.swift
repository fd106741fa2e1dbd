import EventLog
import Kafka
import Testing

@testable import EventLogKafka

@Suite struct MappingTests {
  static let partition = KafkaPartition("t", 3)

  static let errors: [(KafkaError, EventLogError)] = [
    (
      KafkaError(.unknownTopicOrPartition, "no", during: "produce", partition: partition), .unknownTopic("t")
    ),
    (KafkaError(.unknownTopic, "no", during: "produce", partition: partition), .unknownTopic("t")),
    (
      KafkaError(.unknownPartition, "no", during: "produce", partition: partition),
      .unknownPartition(TopicPartition("t", 3))
    ),
    (
      KafkaError(.messageTooLarge, "no", during: "produce", partition: partition),
      .recordTooLarge(topic: "t", bytes: 0, limit: 1_048_576)
    ),
  ]

  @Test(arguments: errors) func whatIsWrongWithARecordIsNamed(error: KafkaError, told: EventLogError) {
    #expect(ErrorMapping.log(error) == told)
    let delivery = KafkaDeliveryError(error: error, persistence: .notPersisted)
    #expect(ErrorMapping.log(delivery as any Error) as? EventLogError == told)
  }

  @Test(arguments: [
    KafkaError.Code.timedOut, .messageTimedOut, .transport, .allBrokersDown, .queueFull, .notEnoughReplicas,
    .coordinatorNotAvailable, .unknownTopic,
  ])
  func whatMayPassIsUnavailable(code: KafkaError.Code) {
    guard case .unavailable(let why) = ErrorMapping.log(KafkaError(code, during: "produce")) else {
      Issue.record("\(code) is not unavailable")
      return
    }
    #expect(why.contains(code.name))
  }

  static let transactionErrors: [(KafkaTransactionError.Kind, KafkaError.Code, String)] = [
    (.fenced, .fenced, "fenced"), (.fenced, .producerFenced, "fenced"),
    (.abortable, .illegalGeneration, "groupMoved"), (.abortable, .unknownMember, "groupMoved"),
    (.abortable, .fencedInstance, "groupMoved"), (.abortable, .messageTimedOut, "notCommitted"),
    (.retriable, .timedOut, "notCommitted"), (.fatal, .outOfOrderSequence, "notCommitted"),
  ]

  @Test(arguments: transactionErrors)
  func aTransactionFailsByWhatHasToBeDone(kind: KafkaTransactionError.Kind, code: KafkaError.Code, name: String) {
    let failure = TransactionFailure(
      KafkaTransactionError(kind, outcome: .notCommitted, step: .flush, error: KafkaError(code, during: "flush")))
    let found =
      switch failure {
      case .notCommitted: "notCommitted"
      case .groupMoved: "groupMoved"
      case .fenced: "fenced"
      case .unknown: "unknown"
      }
    #expect(found == name)
  }

  // MARK: Markers

  private func read(_ record: KafkaRecord) throws -> PositionMarker {
    try PositionMarker(
      ConsumedRecord(
        KafkaMessage(
          partition: KafkaPartition(record.topic, 0), offset: 5, timestamp: 1, key: record.key, value: record.value,
          headers: record.headers)))
  }

  @Test(arguments: [nil, 0, 7, -3, Int64.max, Int64.min]) func aMarkerComesBackAsItWent(position: Int64?) throws {
    let marker = PositionMarker(position: position, session: Session.make())
    #expect(try read(marker.record(id: "relay", topic: "positions")) == marker)
  }

  @Test(arguments: ["", "12x", "9223372036854775808", "1.0", "\u{0}"]) func whatIsNoPositionIsCorrupted(value: String) {
    let record = KafkaRecord(topic: "positions", key: [1], value: Array(value.utf8))
    #expect(throws: EventLogError.corrupted(RecordCoordinates(TopicPartition("positions", 0), 5), "not a position")) {
      try read(record)
    }
  }

  @Test func sessionsAreNeverAlike() {
    #expect(Set((0..<1_000).map { _ in Session.make() }).count == 1_000)
  }

  // MARK: Settings

  @Test func whatTheUserSetsStays() {
    var configuration = EventLogKafkaConfiguration(
      bootstrapServers: "a:1", properties: ["linger.ms": "77", "session.timeout.ms": "1234"])
    configuration.sessionTimeout = .seconds(9)
    #expect(configuration.producing["linger.ms"] == "77")
    #expect(configuration.consuming["session.timeout.ms"] == "1234")
    #expect(configuration.consuming["heartbeat.interval.ms"] == "900")
    #expect(configuration.transactional["transaction.timeout.ms"] == "20000")
    #expect(configuration.transactional["delivery.timeout.ms"] == "20000")
  }

  @Test func aPropertyThatNobodyKnowsIsNamed() {
    let configuration = EventLogKafkaConfiguration(bootstrapServers: "a:1", properties: ["no.such.thing": "1"])
    #expect {
      _ = try EventLogKafka(configuration)
    } throws: { error in
      (error as? KafkaConfigurationError)?.property == "no.such.thing"
    }
  }
}
