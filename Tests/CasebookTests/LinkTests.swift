import Casework
import Database
import Messages
import Testing

@testable import Casebook

@Suite("Linked cases")
struct LinkTests {
  static let child = "QY20261123-0000018-2"

  @Test("a part split off is a case of its own under the same registration, with clocks from that day")
  func split() async throws {
    try await withTimedCase { timed in
      try timed.turn(to: "2026-11-26", hour: 9)
      let event = try await timed.take("split_case", ["route": "reconsideration", "excerpt": "其中一项"])
      #expect(event.effects.links == [CaseLink(.child, Self.child)] && event.to == "received")
      let child = try await timed.casebook.caseFile(Self.child)
      #expect(child.summary.registration == "QY20261123-0000018" && child.summary.state == "received")
      #expect(child.links == [CaseLink(.parent, TimedCase.number)] && child.excerpt == "其中一项")
      #expect(child.clocks.map { $0.times?.reading.due } == [LocalDate("2026-12-03").map { .day($0) }])
      #expect(try await timed.file().links == [CaseLink(.child, Self.child)])
      #expect(try await timed.rows()["t.review"]?.dueOn == "2026-11-30")
      // The books of the intake hold all the same.
      let counts = try await timed.casebook.ledgerCounts(relayPosition: 0)
      #expect(counts.docketed == counts.cases)
    }
  }

  @Test("a step that hands over opens the case that goes on with the matter, in one transaction")
  func handOver() async throws {
    try await withTimedCase { timed in
      try await timed.take("accept")
      let event = try await timed.take("hand_over", ["successor": "new:hotline"])
      #expect(event.outcome == "handed_over" && event.data.contains(ExtraField(name: "successor", value: Self.child)))
      #expect(try await timed.casebook.caseFile(Self.child).links == [CaseLink(.cameFrom, TimedCase.number)])
      #expect(try await timed.rows().values.allSatisfy { $0.status == .stopped })
    }
  }

  @Test("what is refused opens nothing")
  func refusedHandOver() async throws {
    try await withTimedCase { timed in
      let before = try await timed.snapshot()
      // Not in this state, and without a case to go on.
      await #expect(throws: MoveRefusal.self) { try await timed.take("hand_over", ["successor": "new:hotline"]) }
      await #expect(throws: MoveRefusal.badRoute("nowhere")) {
        try await timed.take("split_case", ["route": "nowhere"])
      }
      await #expect(throws: MoveRefusal.badRoute("supervision")) {
        try await timed.take("split_case", ["route": "supervision"])
      }
      await #expect(throws: MoveRefusal.badLink("sibling")) {
        try await timed.take("split_case", ["route": "hotline", "kind": "sibling"])
      }
      try await timed.take("accept")
      await #expect {
        try await timed.take("hand_over", ["successor": "QY20261123-0000026-1"])
      } throws: { error in
        if case MoveRefusal.guards(_, let failed) = error { failed.count == 1 } else { false }
      }
      #expect(try await timed.casebook.cases(CaseFilter()).count == 1)
      #expect(before.count > 0)
    }
  }

  @Test("a repeat has no second clock while the first matter's runs")
  func repeated() async throws {
    try await withTimedCase { timed in
      _ = try await timed.casebook.open(
        [CasebookFixture.newCase("2", route: .reconsideration, offset: 2)], positions: [])
      let second = "QY20261123-0000026-1"
      var link = timed.move("link_case", ["case": TimedCase.number, "kind": "repeat_of"])
      link.number = second
      let event = try await timed.casebook.move(link)
      #expect(event.effects.clocks.map(\.kind) == [.stop])
      let file = try await timed.casebook.caseFile(second)
      #expect(file.clocks.allSatisfy { !$0.clock.isOpen } && file.links.map(\.kind) == [.repeatOf])
      #expect(try await timed.file().links == [CaseLink(.sameMatter, second)])
      #expect(try await timed.rows()["t.review"]?.status == .running)
      // Said by mistake: its own clock runs again, and the link is gone.
      var correction = timed.move(Move.correct)
      correction.number = second
      correction.correction = Move.Correction(sequence: 2, right: .nothing, approver: "王主任")
      _ = try await timed.casebook.move(correction)
      let again = try await timed.casebook.caseFile(second)
      #expect(again.clocks.allSatisfy(\.clock.isOpen) && again.links.isEmpty)
    }
  }

  @Test("who works a case is an event, too")
  func assignee() async throws {
    try await withTimedCase { timed in
      let worklist = try await timed.casebook.worklist(of: .workOrder, only: .unassigned)
      #expect(worklist.entries.map(\.summary.number) == [TimedCase.number])
      try await timed.take("assign_officer", ["assignee": "赵某"])
      #expect(try await timed.file().assignee == "赵某")
      #expect(try await timed.casebook.worklist(of: .workOrder, only: .unassigned).entries.isEmpty)
      #expect(try await timed.casebook.worklist(of: .workOrder, assignee: "赵某").entries.count == 1)
    }
  }
}
