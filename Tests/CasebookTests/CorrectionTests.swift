import Casework
import Messages
import Testing

@testable import Casebook

@Suite("Events entered by mistake")
struct CorrectionTests {
  private func correct(
    _ timed: TimedCase, _ sequence: Int, _ right: Move.Correction.Right = .sameStep, _ data: [String: String] = [:],
    on day: String? = nil, approver: String = "王主任"
  ) -> Move {
    var move = timed.move(Move.correct, data, on: day)
    move.correction = Move.Correction(sequence: sequence, right: right, approver: approver)
    return move
  }

  @Test("another day of the same step: the clocks are as if it had been right from the start")
  func anotherDay() async throws {
    try await withTimedCase { timed in
      try timed.turn(to: "2026-11-26", hour: 10)
      try await timed.take("accept")
      try await timed.take("extend", ["days": "10", "approver": "head"])
      #expect(try await timed.rows()["t.decide"]?.dueOn == "2027-02-04")
      let event = try await timed.casebook.move(correct(timed, 2, on: "2026-11-24"))
      #expect(event.from == "accepted" && event.to == "accepted")
      #expect(event.effects.correction?.approver == "王主任")
      #expect(try await timed.rows()["t.decide"]?.dueOn == "2027-02-02")
      #expect(try await timed.file().events.map(\.event) == ["opened", "accept", "extend", "correct"])
    }
  }

  @Test("other data of the same step; what is not said again stays")
  func otherData() async throws {
    try await withTimedCase { timed in
      try await timed.take("accept")
      try await timed.take("extend", ["days": "30", "approver": "head"])
      _ = try await timed.casebook.move(correct(timed, 3, .sameStep, ["days": "3"]))
      #expect(try await timed.rows()["t.decide"]?.dueOn == "2027-01-25")
      #expect(try await timed.file().data.contains(ExtraField(name: "days", value: "3")))
      #expect(try await timed.file().data.contains(ExtraField(name: "approver", value: "head")))
    }
  }

  @Test("another step, and none at all")
  func anotherStep() async throws {
    try await withTimedCase { timed in
      try await timed.take("accept")
      _ = try await timed.casebook.move(correct(timed, 2, .step("ask")))
      #expect(try await timed.file().summary.state == "waiting")
      #expect(try await timed.rows()["t.decide"] == nil)
      #expect(try await timed.rows()["t.supplement"]?.status == .running)
      _ = try await timed.casebook.move(correct(timed, 2, .nothing))
      #expect(try await timed.file().summary.state == "received")
      #expect(try await timed.rows().keys.sorted() == ["t.review"])
      #expect(try await timed.rows()["t.review"]?.status == .running)
      // The case goes on from there.
      try await timed.take("accept")
      #expect(try await timed.rows()["t.decide"]?.dueOn == "2027-01-22")
    }
  }

  @Test("a case that was closed by mistake is open again")
  func reopened() async throws {
    try await withTimedCase { timed in
      try await timed.take("ask")
      try await timed.take("abandon")
      #expect(try await timed.file().summary.closedAt != nil)
      let event = try await timed.casebook.move(correct(timed, 3, .nothing))
      #expect(event.outcome == nil && event.to == "waiting")
      #expect(try await timed.file().summary.closedAt == nil)
      #expect(try await timed.rows()["t.supplement"]?.status == .running)
    }
  }

  @Test("a correction that makes a later step impossible is refused and names it")
  func laterImpossible() async throws {
    try await withTimedCase { timed in
      try await timed.take("accept")
      try await timed.take("decide")
      let before = try await timed.snapshot()
      await #expect {
        _ = try await timed.casebook.move(correct(timed, 2, .step("ask")))
      } throws: { error in
        if case MoveRefusal.laterImpossible(sequence: 3, event: "decide", _) = error { true } else { false }
      }
      #expect(try await timed.snapshot() == before)
    }
  }

  @Test("a deemed acceptance that would not have come about has to be corrected first")
  func deemed() async throws {
    try await withTimedCase { timed in
      try await timed.take("ask")
      try timed.turn(to: "2026-11-26", hour: 9)
      try await timed.take("complete")
      // Five working days from 2026-11-26.
      try timed.turn(to: "2026-12-04")
      #expect(try await timed.settleAll().map(\.event) == ["review_expired"])
      try timed.turn(to: "2026-12-07", hour: 9)
      await #expect {
        _ = try await timed.casebook.move(correct(timed, 2, .nothing))
      } throws: { error in
        if case MoveRefusal.laterImpossible(sequence: 3, event: "complete", _) = error { true } else { false }
      }
      _ = try await timed.casebook.move(correct(timed, 4, .nothing))
      #expect(try await timed.file().summary.state == "received")
      // Its time is over all the same: the scheduler finds it again, dated on the same day.
      let again = try await timed.settleAll()
      #expect(again.map(\.event) == ["review_expired"])
      #expect(again[0].effects.day == LocalDate("2026-12-03"))
    }
  }

  @Test("a warning that would not have been given is let go, and comes when it is due")
  func warnings() async throws {
    try await withTimedCase { timed in
      try timed.turn(to: "2026-11-27", hour: 9)
      #expect(try await timed.settleAll().map(\.event) == ["clock_amber"])
      try await timed.take("ask")
      try await timed.take("complete")
      #expect(try await timed.rows()["t.review#2"]?.told == nil)
      _ = try await timed.casebook.move(correct(timed, 4, .sameStep))
      #expect(try await timed.rows()["t.review"]?.told == "amber")
      #expect(try await timed.rows()["t.review#2"]?.dueOn == "2026-12-04")
    }
  }

  @Test("what cannot be corrected, and who cannot approve")
  func refused() async throws {
    try await withTimedCase { timed in
      try await timed.take("accept")
      _ = try await timed.casebook.move(correct(timed, 2, .sameStep))
      for sequence in [0, 1, 3, 9] {
        await #expect(throws: MoveRefusal.notCorrectable(sequence: sequence)) {
          _ = try await timed.casebook.move(correct(timed, sequence))
        }
      }
      await #expect(throws: MoveRefusal.ownApproval) {
        _ = try await timed.casebook.move(correct(timed, 2, approver: "李科长"))
      }
      await #expect(throws: MoveRefusal.emptyField("corrects")) { _ = try await timed.take(Move.correct) }
      await #expect(throws: MoveRefusal.self) {
        _ = try await timed.casebook.move(correct(timed, 2, .step("nonsense")))
      }
    }
  }
}
