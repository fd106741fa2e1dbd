import Casebook
import Casework
import Crypto
import EventLog
import EventLogSQLite
import Intake
import Messages
import Testing

@testable import Dispatching

@Suite("From the desk to the docket")
struct PipelineTests {
  @Test("every submission becomes a case in the docket of its route, once")
  func endToEnd() async throws {
    let pipeline = try Pipeline()
    try await pipeline.run { run in
      let submissions = (0..<300).map { hotlineMatter("\($0)", "第\($0)次反映，小区门口路灯不亮，请派人维修。") }
      let receipts = try await run.desk.accept(submissions)
      #expect(receipts.count == 300 && Set(receipts.map(\.queryCode)).count == 300)
      let again = try await run.desk.accept(submissions)
      #expect(again.allSatisfy { if case .repeated = $0.acceptance { true } else { false } })
      #expect(again.map(\.queryCode) == receipts.map(\.queryCode))
      try await run.settle()
      let counts = try await run.casebook.flowCounts()
      #expect(counts.registered == 300 && counts.repeated == 300)
      #expect(counts.dockets.reduce(0) { $0 + $1.open + $1.closed } == 300)
      let events = try await run.log.watermarks(topic: CaseEvent.topic).values.reduce(0) { $0 + $1.high }
      #expect(events == 300)
    }
    // Opened again, it goes on from what it has.
    try await pipeline.run { run in
      _ = try await run.desk.accept([hotlineMatter("0", "第0次反映，小区门口路灯不亮，请派人维修。")])
      try await run.settle()
      #expect(try await run.casebook.flowCounts().registered == 300)
    }
  }

  @Test("a log that is away stops nobody at the door, and what waited goes out in order when it is back")
  func away() async throws {
    let pipeline = try Pipeline()
    @Sendable func accept(_ range: Range<Int>, _ run: Pipeline.Run) async throws {
      for n in range { _ = try await run.desk.accept([hotlineMatter("\(n)", "第\(n)次反映，小区门口路灯不亮，请派人维修。")]) }
    }
    try await pipeline.run(isAway: true) { run in
      try await accept(0..<40, run)
      // Everybody has asked more than once.
      while run.rolesLog.attempts < 40 { try await Task.sleep(for: .milliseconds(10)) }
      #expect(try await run.casebook.flowCounts().inFlight == 40)
      run.rolesLog.set(away: false)
      try await run.settle()
      // And once more in mid-run.
      run.rolesLog.set(away: true)
      try await accept(40..<80, run)
      run.rolesLog.set(away: false)
      try await run.settle()
      #expect(try await run.casebook.ledgerCounts(relayPosition: 0).cases == 80)
      for (partition, marks) in try await run.log.watermarks(topic: Submission.Kind.hotline.topic) {
        let records = try await run.log.read(partition, from: marks.low, maxRecords: 100)
        let numbers = records.compactMap { $0.key.flatMap { Int(String(decoding: $0.dropFirst(5), as: UTF8.self)) } }
        #expect(numbers.count == records.count && numbers == numbers.sorted())
      }
    }
  }

  @Test("a service that never saw its log ends in order, and goes on from the outbox")
  func awayAtTheEnd() async throws {
    let pipeline = try Pipeline()
    try await pipeline.run(isAway: true) { run in
      _ = try await run.desk.accept([hotlineMatter("1", "小区门口路灯不亮，请派人维修。")])
      while run.rolesLog.attempts < 20 { try await Task.sleep(for: .milliseconds(10)) }
    }
    try await pipeline.run { run in
      try await run.settle()
      #expect(try await run.casebook.ledgerCounts(relayPosition: 0).cases == 1)
    }
  }

  @Test("an accusation is sealed before it is stored, and only the docket's key opens it")
  func sealed() async throws {
    let pipeline = try Pipeline()
    let text = "我要举报我们村的村支书，他收了老板的红包，把集体的地低价租了出去，亲戚还吃低保。"
    try await pipeline.run { run in
      let receipts = try await run.desk.accept([hotlineMatter("secret", text)])
      try await run.settle()
      let cases = try await run.casebook.cases(CaseFilter(docket: .supervision))
      #expect(cases.count == 1)
      let file = try await run.casebook.caseFile(cases.first?.number ?? "", opensSealed: true)
      let stored = try SubmissionCodec.decode(
        file.submission, kind: .hotline, context: ValidationContext(now: 1_795_395_700_000))
      #expect(stored.isSealedAsAWhole)
      let part = try #require(stored.sealed.first)
      let box = try SealedBox(try #require(Base64URL.decode(part.envelope)))
      let opened = try box.open(with: pipeline.supervisionKey, associatedData: Array("test:secret".utf8))
      #expect(String(decoding: opened, as: UTF8.self).contains("红包"))
      // Nothing of it stands in the open anywhere: not in the books, not on the log.
      for topic in try await run.log.topics() {
        for partition in 0..<topic.partitions {
          let records = try await run.log.read(TopicPartition(topic.name, partition), from: 0, maxRecords: 100)
          for record in records {
            #expect(!String(decoding: record.value ?? [], as: UTF8.self).contains("红包"))
          }
        }
      }
      #expect(receipts.first?.queryCode.isEmpty == false)
    }
  }

  @Test("what cannot be read goes to the dead letter untouched, and a replay brings it back")
  func deadLetters() async throws {
    let pipeline = try Pipeline()
    try await pipeline.run { run in
      let junk: [UInt8] = [0xFF, 0x7B, 0x00]
      _ = try await run.log.append([
        ProducerRecord(
          topic: "intake.hotline", key: Array("other:1".utf8), value: junk, headers: [RecordHeader("x-own", "1")]),
        ProducerRecord(topic: "intake.hotline", key: nil, value: nil),
        ProducerRecord(
          topic: "intake.mediation", key: Array("other:2".utf8), value: Array(#"{"source":"other"}"#.utf8)),
      ])
      for _ in 0..<1_000 where try await run.casebook.deadLetters().count < 3 {
        try await Task.sleep(for: .milliseconds(10))
      }
      let letters = try await run.casebook.deadLetters()
      #expect(letters.count == 3)
      let letter = try #require(letters.first { $0.key == Array("other:1".utf8) })
      #expect(letter.value == junk)
      #expect(letter.headers == [OutboxRecord.Header("x-own", Array("1".utf8))])
      #expect(letter.errorClass == Rule.badEncoding.rawValue)
      try await run.casebook.replayDeadLetter(letter.id, actor: "王某", reason: "重新处理")
      for _ in 0..<1_000 where try await run.casebook.deadLetters(status: nil).count < 4 {
        try await Task.sleep(for: .milliseconds(10))
      }
      let all = try await run.casebook.deadLetters(status: nil)
      #expect(all.count == 4)
      #expect(all.filter { $0.status == .replayed }.count == 1)
    }
  }

  @Test("another system may put its matters straight on an intake topic")
  func directProducers() async throws {
    let pipeline = try Pipeline()
    try await pipeline.run { run in
      let value = #"{"source":"town","external_id":"A-1","text":"村口的桥护栏坏了，请尽快维修","region":"441881"}"#
      let record = ProducerRecord(topic: "intake.hotline", key: Array("town:A-1".utf8), value: Array(value.utf8))
      _ = try await run.log.append([record, record])
      for _ in 0..<1_000 where try await run.casebook.flowCounts().registered < 1 {
        try await Task.sleep(for: .milliseconds(10))
      }
      try await run.settle()
      let counts = try await run.casebook.ledgerCounts(relayPosition: 0)
      #expect(counts.registered == 1 && counts.cases == 1)
      #expect(counts.topics.first?.repeated == 1)
    }
  }
}
