import Casework
import EventLog
import Messages
import Testing

@Suite struct RecordTests {
  private func consumed(_ record: ProducerRecord, at offset: Int64 = 7) -> ConsumedRecord {
    ConsumedRecord(
      coordinates: RecordCoordinates(TopicPartition(record.topic, 2), offset), timestamp: 0, key: record.key,
      value: record.value, headers: record.headers)
  }

  @Test func aSubmissionsRecord() throws {
    let submission = try SubmissionCodec.decode(Array(Specimen.hotline.utf8), kind: .hotline, context: Specimen.context)
    let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    let record = ProducerRecord(submission, time: 1_795_406_400_000, traceparent: trace)
    #expect(record.topic == "intake.hotline")
    #expect(record.key == Array("qy12345:GD-0001".utf8))
    #expect(record.value == SubmissionCodec.encode(submission))
    #expect(
      record.headers.map { "\($0.name)=\(String(decoding: $0.value ?? [], as: UTF8.self))" } == [
        "ce_specversion=1.0", "ce_id=qy12345:GD-0001", "ce_type=fenliu.submission.hotline.v1",
        "ce_source=/fenliu/intake", "ce_time=2026-11-23T12:00:00+08:00", "ce_subject=qy12345:GD-0001",
        "ce_dataschema=urn:fenliu:schema:submission.hotline.v1", "content-type=application/json; charset=utf-8",
        "traceparent=\(trace)",
      ])
    let read = try #require(try CloudEventHeaders(reading: record.headers))
    #expect(read.headers == record.headers)
    #expect(read.traceparent == trace)
    #expect(try CloudEventHeaders(reading: [RecordHeader("x", "1")]) == nil)
    try CloudEventHeaders.check(record.headers, expected: .submission(.hotline))
    try CloudEventHeaders.check([], expected: .docketEntry)
  }

  @Test func theOtherRecords() throws {
    let entry = ProducerRecord(try EventCodecTests.entry())
    #expect(entry.topic == "docket.reconsideration")
    #expect(entry.key == Array("qy12345:GD-0001".utf8))
    #expect(try CloudEventHeaders(reading: entry.headers)?.id == "qy12345:GD-0001#2")
    let event = ProducerRecord(EventCodecTests.event)
    #expect(event.topic == "case-events")
    #expect(event.key == Array("QY20261123-0000174-1".utf8))
    #expect(try CloudEventHeaders(reading: event.headers)?.type == "fenliu.case-event.v1")
  }

  @Test(
    arguments: [
      ("ce_specversion", "0.3", Rule.wrongVersion), ("ce_type", "fenliu.submission.hotline.v2", .wrongVersion),
      ("ce_type", "fenliu.submission.mediation.v1", .wrongVersion), ("ce_id", "", .missingField),
      ("ce_source", nil, .missingField), ("ce_time", "yesterday", .notAllowed),
      ("content-type", "text/csv", .notAllowed),
    ] as [(String, String?, Rule)])
  func headersThatAreNotOurs(_ name: String, _ value: String?, _ rule: Rule) throws {
    let submission = try SubmissionCodec.decode(Array(Specimen.hotline.utf8), kind: .hotline, context: Specimen.context)
    var headers = ProducerRecord(submission, time: 0).headers.filter { $0.name != name }
    headers.append(RecordHeader(name, value.map { Array($0.utf8) }))
    let fault = try #require(throws: CloudEventHeaders.Fault.self) {
      try CloudEventHeaders.check(headers, expected: .submission(.hotline))
    }
    #expect(fault.refusal.findings.map(\.rule) == [rule])
    #expect(rule.severity == .refused)
  }

  @Test func headersThatAreNotText() {
    let headers = [RecordHeader("ce_specversion", [0xFF]), RecordHeader("ce_id", "1")]
    #expect(throws: CloudEventHeaders.Fault.missing("ce_specversion")) { try CloudEventHeaders(reading: headers) }
  }

  /// A record that fails in every round keeps its own headers and gains ours once; failures are counted on.
  @Test func aDeadLetterDoesNotGrow() throws {
    let own = [
      RecordHeader("ce_id", "1"), RecordHeader("x", nil), RecordHeader("x", [0xFF]), RecordHeader("x-fenliu-note", "n"),
    ]
    var record = ConsumedRecord(
      coordinates: RecordCoordinates(TopicPartition("intake.hotline", 3), 42), timestamp: 5, key: [0xFF], value: nil,
      headers: own)
    let refusal = Refusal(findings: [Finding(field: "text", rule: .missingText)], line: 1, column: 2)
    for round in 1...5 {
      let letter = DeadLetter(refusal, stage: "router", record: record, at: 1_795_406_400_000 + Int64(round) * 1000)
      #expect(letter.attempts == round)
      #expect(letter.firstFailedAt == 1_795_406_401_000)
      #expect(letter.errorClass == "text.missing")
      let copy = letter.copy(of: record)
      #expect(copy.topic == "dead-letter")
      #expect(copy.key == [0xFF])
      #expect(copy.value == nil)
      #expect(Array(copy.headers.prefix(own.count)) == own)
      #expect(copy.headers.count == own.count + 8)
      #expect(DeadLetter(reading: copy.headers) == letter)
      #expect(DeadLetter.stripped(copy.headers) == own)
      let replay = try #require(DeadLetter.replay(consumed(copy)))
      #expect(replay.topic == "intake.hotline")
      #expect(replay.key == [0xFF])
      record = consumed(replay, at: 42 + Int64(round))
    }
    #expect(DeadLetter.replay(consumed(ProducerRecord(topic: "dead-letter", key: nil, value: nil))) == nil)
  }

  @Test(arguments: [
    "x-fenliu-error-class", "x-fenliu-error-message", "x-fenliu-error-stage", "x-fenliu-error-source-topic",
    "x-fenliu-error-source-partition", "x-fenliu-error-source-offset", "x-fenliu-error-attempts",
    "x-fenliu-error-first-failed-at",
  ])
  func aDeadLetterWithoutOneOfItsHeadersIsNone(_ name: String) {
    let letter = DeadLetter(
      errorClass: "conflict", message: String(repeating: "长", count: 3_000), stage: "handler.mediation",
      source: RecordCoordinates(TopicPartition("docket.mediation", 0), 0), attempts: 1, firstFailedAt: 0)
    #expect(letter.headers.allSatisfy { ($0.value?.count ?? 0) <= 3_000 })
    #expect(DeadLetter(reading: letter.headers.filter { $0.name != name }) == nil)
    let bent = letter.headers.map { $0.name == name ? RecordHeader(name, [0xFF]) : $0 }
    #expect(DeadLetter(reading: bent) == nil)
  }
}
