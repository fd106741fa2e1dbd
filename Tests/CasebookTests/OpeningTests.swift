import Casework
import EventLog
import Messages
import Testing

@testable import Casebook

@Suite("Opening cases")
struct OpeningTests {
  @Test("a request opens its case once, however often it is delivered")
  func once() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.accept([CasebookFixture.registrable("1")])
      let number = CaseNumber(RegistrationNumber(prefix: "QY", day: "20261123", ordinal: 1), request: 1)
      let first = try await fixture.casebook.open([CasebookFixture.newCase("1")], positions: [])
      #expect(first == [.opened(number)])
      // The same record again, another record of the same submission, and the same from another log.
      let again = try await fixture.casebook.open(
        [
          CasebookFixture.newCase("1"), CasebookFixture.newCase("1", offset: 7),
          CasebookFixture.newCase("1", cluster: "c2"),
        ], positions: [])
      #expect(again == [.repeated(number), .repeated(number), .repeated(number)])
      let counts = try await fixture.casebook.ledgerCounts(relayPosition: 0)
      #expect(counts.cases == 1)
      #expect(counts.docketed == 1)
      #expect(counts.settled == 1)
      #expect(counts.topics.map(\.entered) == [2, 1])
    }
  }

  @Test("a submission is settled when every one of its requests is in a docket")
  func mixed() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.accept([CasebookFixture.registrable("1")])
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1", request: 2, of: 2)], positions: [])
      #expect(try await fixture.casebook.flowCounts().inFlight == 1)
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1", request: 1, of: 2)], positions: [])
      #expect(try await fixture.casebook.flowCounts().inFlight == 0)
      let file = try await fixture.casebook.caseFile("QY20261123-0000018-1")
      #expect(file.siblings.count == 1)
    }
  }

  @Test("requests that were lost with their log are opened by a later record, and no others")
  func completed() async throws {
    try await withCasebook { fixture in
      let casebook = fixture.casebook
      _ = try await casebook.accept([CasebookFixture.registrable("1")])
      _ = try await casebook.open([CasebookFixture.newCase("1", request: 1, of: 2)], positions: [])
      _ = try await casebook.open(
        [CasebookFixture.newCase("1", request: 1, of: 2, cluster: "c2")], positions: [])
      #expect(try await casebook.flowCounts().inFlight == 1)
      _ = try await casebook.open(
        [CasebookFixture.newCase("1", request: 2, of: 2, cluster: "c2")], positions: [])
      let counts = try await casebook.ledgerCounts(relayPosition: 0)
      #expect((counts.cases, counts.docketed, counts.inFlight) == (2, 2, 0))
      // A newer list splits otherwise: that opens nothing more.
      _ = try await casebook.open(
        [CasebookFixture.newCase("1", request: 3, of: 3, cluster: "c3")], positions: [])
      #expect(try await casebook.ledgerCounts(relayPosition: 0).cases == 2)
    }
  }

  @Test("a conflict at the place of an earlier one is kept where the topic was made anew")
  func reusedPlaces() async throws {
    try await withCasebook { fixture in
      let casebook = fixture.casebook
      func letters() async throws -> Int {
        try await casebook.outbox(after: 0, limit: 100).count { if case .record = $0.content { true } else { false } }
      }
      _ = try await casebook.accept([CasebookFixture.registrable("1"), CasebookFixture.registrable("2")])
      let first = CasebookFixture.newCase("1", offset: 5, digest: "other")
      _ = try await casebook.open([first, first], positions: [])
      #expect(try await letters() == 1)
      fixture.advance(milliseconds: 1_000)
      var second = CasebookFixture.newCase("2", offset: 5, digest: "another")
      second.entry.decidedAt = CasebookFixture.start + 500
      _ = try await casebook.open([second, second, first], positions: [])
      #expect(try await letters() == 2)
    }
  }

  @Test("a dead letter at the place of an earlier one is kept where the topic was made anew")
  func reusedDeadLetterPlaces() async throws {
    try await withCasebook { fixture in
      func arrival(_ value: String, failedAt: Int64) -> DeadLetterArrival {
        DeadLetterArrival(
          cluster: "c1", position: DocketEntry.Origin(topic: DeadLetter.topic, partition: 0, offset: 0),
          letter: DeadLetter(
            errorClass: "json", message: "m", stage: "router",
            source: RecordCoordinates(TopicPartition("intake.hotline", 0), 3), attempts: 1, firstFailedAt: failedAt),
          key: nil, value: Array(value.utf8), headers: [])
      }
      let now = CasebookFixture.start
      for letter in [arrival("a", failedAt: now - 9), arrival("a", failedAt: now - 9), arrival("b", failedAt: now - 5)]
      {
        try await fixture.casebook.store([letter, letter], positions: [])
      }
      let values = try await fixture.casebook.deadLetters().map(\.value)
      #expect(values == [Array("b".utf8), Array("a".utf8)])
    }
  }

  @Test("what came straight on an intake topic is registered by the first handler that meets it")
  func fromTheLog() async throws {
    try await withCasebook { fixture in
      let openings = try await fixture.casebook.open([CasebookFixture.newCase("9")], positions: [])
      #expect(
        openings == [.opened(CaseNumber(RegistrationNumber(prefix: "QY", day: "20261123", ordinal: 1), request: 1))])
      // It is on the log already: only the event goes out.
      let rows = try await fixture.casebook.outbox(after: 0, limit: 10)
      #expect(rows.count == 1)
      // The citizen's system sends the same by another way: a repeat.
      let acceptance = try await fixture.casebook.accept([CasebookFixture.registrable("9")])
      #expect(acceptance == [.repeated(RegistrationNumber(prefix: "QY", day: "20261123", ordinal: 1))])
    }
  }

  @Test("other content under a known key becomes a dead letter, once")
  func conflict() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.accept([CasebookFixture.registrable("1")])
      let conflicting = CasebookFixture.newCase("1", offset: 5, digest: "other")
      for _ in 0..<2 {
        let openings = try await fixture.casebook.open([conflicting], positions: [])
        #expect(openings == [.conflict(RegistrationNumber(prefix: "QY", day: "20261123", ordinal: 1))])
      }
      let records = try await fixture.casebook.outbox(after: 0, limit: 10).compactMap { row in
        if case .record(let record) = row.content { record } else { nil }
      }
      #expect(records.count == 1)
      #expect(records.first?.topic == "dead-letter")
      #expect(records.first?.key == Array("test:1".utf8))
    }
  }

  @Test("the group goes on from where its effects are")
  func positions() async throws {
    try await withCasebook { fixture in
      let position = GroupPosition(group: "g", cluster: "c1", topic: "docket.work-order", partition: 3, nextOffset: 8)
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1")], positions: [position])
      #expect(try await fixture.casebook.positions(group: "g", cluster: "c1") == [position])
      #expect(try await fixture.casebook.positions(group: "g", cluster: "c2") == [])
    }
  }

  @Test("a sealed case shows nothing but number, docket, state and times")
  func sealed() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1", route: .supervision)], positions: [])
      let file = try await fixture.casebook.caseFile("QY20261123-0000018-1")
      #expect(file.summary.isSealed)
      #expect(file.submission.isEmpty && file.parties.isEmpty && file.decision.reasons.isEmpty)
      #expect(file.events.allSatisfy { $0.reason.isEmpty && $0.actor.isEmpty && $0.data.isEmpty })
      let rows = try await fixture.casebook.outbox(after: 0, limit: 10)
      for row in rows {
        if case .event(let event) = row.content { #expect(event.isSealed && event.hash.isEmpty) }
      }
    }
  }
}
