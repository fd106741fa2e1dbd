import Casework
import Database
import Messages
import Testing

@testable import Casebook

@Suite("Clocks of cases")
struct ClockTests {
  @Test("the clocks of the first state run from the day of receipt")
  func opening() async throws {
    try await withTimedCase { timed in
      let review = try #require(try await timed.rows()["t.review"])
      #expect(review.dueOn == "2026-11-30" && review.status == .running && review.isProvisional)
      let opened = try await timed.file().events[0]
      #expect(opened.effects.clocks.map(\.kind) == [.start])
      #expect(opened.effects.place?.procedure == "timed")
    }
  }

  @Test("a step answers one clock and starts another, under the article in force")
  func acceptance() async throws {
    try await withTimedCase { timed in
      let event = try await timed.casebook.move(timed.move("accept"))
      #expect(event.effects.clocks.map(\.kind) == [.stop, .start])
      #expect(event.effects.role == "organ")
      let rows = try await timed.rows()
      #expect(rows["t.review"]?.status == .stopped && rows["t.review"]?.wakeAt == nil)
      #expect(rows["t.decide"]?.dueOn == "2027-01-22")
    }
  }

  @Test("a suspension moves the last day by its own days, an extension by what was granted")
  func suspension() async throws {
    try await withTimedCase { timed in
      _ = try await timed.casebook.move(timed.move("accept"))
      timed.fixture.advance(milliseconds: 2 * TimedCase.day)
      _ = try await timed.casebook.move(timed.move("suspend", ["ground": "item_5"]))
      let suspended = try #require(try await timed.rows()["t.decide"])
      #expect(suspended.status == .suspended && suspended.dueOn == nil && suspended.wakeAt == nil)
      timed.fixture.advance(milliseconds: 9 * TimedCase.day)
      _ = try await timed.casebook.move(timed.move("resume"))
      #expect(try await timed.rows()["t.decide"]?.dueOn == "2027-02-01")
      _ = try await timed.casebook.move(timed.move("extend", ["days": "30", "approver": "head"]))
      #expect(try await timed.rows()["t.decide"]?.dueOn == "2027-03-03")
    }
  }

  @Test(
    "what the rule does not allow names rule and article and changes nothing",
    arguments: [
      (["extend"], ["days": "31", "approver": "head"], nil as String?, ClockRefusal.Reason.beyondCap),
      (["extend"], ["days": "10", "approver": "clerk"], nil, .wrongApprover),
      (["suspend"], ["ground": "item_9"], nil, .unknownGround),
      (["decide", "serve"], ["served_on": "2026-12-24"], nil, .inTheFuture),
      (["decide", "serve"], ["served_on": "2026-11-01"], nil, .beforeStart),
    ])
  func refused(
    steps: [String], data: [String: String], day: String?, reason: ClockRefusal.Reason
  ) async throws {
    try await withTimedCase { timed in
      _ = try await timed.casebook.move(timed.move("accept"))
      for step in steps.dropLast() { _ = try await timed.casebook.move(timed.move(step)) }
      let before = try await timed.snapshot()
      let last = try #require(steps.last)
      await #expect {
        _ = try await timed.casebook.move(timed.move(last, data, on: day))
      } throws: { error in
        guard case MoveRefusal.clock(let refusal) = error else { return false }
        return refusal.reason == reason && refusal.article?.hasPrefix("某法") == true
      }
      #expect(try await timed.snapshot() == before)
    }
  }

  @Test("the day of a step lies between receipt and today, and is kept with the event")
  func stepDays() async throws {
    try await withTimedCase { timed in
      timed.fixture.advance(milliseconds: 3 * TimedCase.day)
      for (day, fault) in [("2026-11-22", MoveRefusal.DayFault.beforeReceipt), ("2026-11-27", .inFuture)] {
        await #expect {
          _ = try await timed.casebook.move(timed.move("accept", on: day))
        } throws: { error in
          if case MoveRefusal.day(fault, _, _) = error { true } else { false }
        }
      }
      let event = try await timed.casebook.move(timed.move("accept", on: "2026-11-24"))
      #expect(event.effects.day == LocalDate("2026-11-24"))
      #expect(try await timed.rows()["t.decide"]?.dueOn == "2027-01-25")
    }
  }

  @Test("a role that the step is not for is refused, and so is none and the system's")
  func roles() async throws {
    try await withTimedCase { timed in
      for role in [nil, "citizen", "system"] as [String?] {
        var wrong = timed.move("accept")
        wrong.role = role
        await #expect {
          _ = try await timed.casebook.move(wrong)
        } throws: { error in
          if case MoveRefusal.role(event: "accept", given: role, _) = error { true } else { false }
        }
      }
      await #expect(throws: MoveRefusal.self) {
        try await timed.casebook.move(timed.move("review_expired", role: "system"))
      }
    }
  }

  @Test("a guard that does not hold is told in the law's words")
  func guards() async throws {
    try await withTimedCase { timed in
      _ = try await timed.casebook.move(timed.move("accept"))
      _ = try await timed.casebook.move(timed.move("extend", ["days": "5", "approver": "head"]))
      await #expect {
        _ = try await timed.casebook.move(timed.move("extend", ["days": "5", "approver": "head"]))
      } throws: { error in
        guard case MoveRefusal.clock(let refusal) = error else { return false }
        return refusal.reason == .extendedTooOften
      }
    }
  }
}
