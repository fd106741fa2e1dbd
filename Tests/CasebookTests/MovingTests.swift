import Casework
import Messages
import Testing

@testable import Casebook

@Suite("Moving cases")
struct MovingTests {
  static let number = "QY20261123-0000018-1"

  private func move(
    _ event: String, data: [ExtraField] = [], actor: String = "张某", reason: String = "依法办理", expecting: Int? = nil
  ) -> Move {
    Move(
      number: Self.number, event: event, actor: actor, role: "unit", organ: "某局", reason: reason, data: data,
      expectedSequence: expecting)
  }

  @Test("a case goes through its procedure to a structured outcome")
  func toTheEnd() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1")], positions: [])
      let started = try await fixture.casebook.move(move("start"))
      #expect(started.sequence == 2 && started.from == "open" && started.to == "working")
      let finished = try await fixture.casebook.move(
        move("finish", data: [ExtraField(name: "result", value: "agreed")]))
      #expect(finished.previousHash == started.hash)
      let file = try await fixture.casebook.caseFile(Self.number)
      #expect(file.outcome?.code == "settled")
      #expect(file.outcome?.detail == "agreed")
      #expect(file.data.contains(ExtraField(name: "by", value: "unit")))
      #expect(file.events.map(\.sequence) == [1, 2, 3])
      await #expect(throws: MoveRefusal.closed(state: "done")) { try await fixture.casebook.move(move("start")) }
    }
  }

  @Test("what the procedure does not allow is refused and changes nothing")
  func refusals() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1")], positions: [])
      let allowed = CasebookFixture.procedure.transitions(from: "open")
      await #expect(throws: MoveRefusal.notAllowed(event: "finish", state: "open", allowed: allowed)) {
        try await fixture.casebook.move(move("finish"))
      }
      await #expect(throws: MoveRefusal.emptyField("actor")) {
        try await fixture.casebook.move(move("start", actor: ""))
      }
      await #expect(throws: MoveRefusal.emptyField("reason")) {
        try await fixture.casebook.move(move("start", reason: ""))
      }
      await #expect(throws: MoveRefusal.overtaken(expected: 9, actual: 1)) {
        try await fixture.casebook.move(move("start", expecting: 9))
      }
      _ = try await fixture.casebook.move(move("start"))
      for value in [[], [ExtraField(name: "result", value: "maybe")]] {
        await #expect(throws: MoveRefusal.datum(CasebookFixture.result)) {
          try await fixture.casebook.move(move("finish", data: value))
        }
      }
      await #expect(throws: CasebookError.unknownCase("QY20261123-0000026-1")) {
        try await fixture.casebook.move(Move(number: "QY20261123-0000026-1", event: "start", actor: "a", reason: "b"))
      }
      #expect(try await fixture.casebook.caseFile(Self.number).events.count == 2)
    }
  }

  @Test("a proposal waits for a person, who confirms it or sends it another way")
  func confirmation() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open(
        [CasebookFixture.newCase("1", route: .notAccepted), CasebookFixture.newCase("2", route: .notAccepted)],
        positions: [])
      await #expect(throws: MoveRefusal.awaitsConfirmation(event: "start")) {
        try await fixture.casebook.move(move("start"))
      }
      _ = try await fixture.casebook.move(move("confirm_route"))
      #expect(try await fixture.casebook.caseFile(Self.number).summary.awaitsConfirmation == false)
      let second = "QY20261123-0000026-1"
      let bad = Move(
        number: second, event: "reroute", actor: "李某", reason: "应予办理",
        data: [ExtraField(name: "route", value: "nowhere")])
      await #expect(throws: MoveRefusal.badRoute("nowhere")) { try await fixture.casebook.move(bad) }
      var good = bad
      good.data = [ExtraField(name: "route", value: "hotline")]
      _ = try await fixture.casebook.move(good)
      let file = try await fixture.casebook.caseFile(second)
      #expect(file.summary.route == .hotline && !file.summary.awaitsConfirmation)
    }
  }

  @Test("two officers at once: one step is taken, the other refused")
  func race() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1")], positions: [])
      let casebook = fixture.casebook
      let step = move("start", expecting: 1)
      let taken = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 { group.addTask { (try? await casebook.move(step)) != nil } }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(taken == 1)
    }
  }
}
