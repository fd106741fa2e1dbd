import Casework
import Database
import Messages
import Testing

@testable import Casebook

@Suite("Clocks that run out")
struct ExpiryTests {
  @Test("amber and red are told once each, in the first office hour")
  func warnings() async throws {
    try await withTimedCase { timed in
      // Five working days to 2026-11-30: a third is one day, a sixth none.
      let review = try #require(try await timed.rows()["t.review"])
      #expect(review.amberAt == LocalDate("2026-11-27").map { $0.start() + 9 * 3_600_000 })
      #expect(review.redAt == LocalDate("2026-11-30").map { $0.start() + 9 * 3_600_000 })
      try timed.turn(to: "2026-11-27", hour: 8)
      #expect(try await timed.settleAll() == [])
      try timed.turn(to: "2026-11-27", hour: 9)
      #expect(try await timed.settleAll().map(\.event) == ["clock_amber"])
      #expect(try await timed.settleAll() == [])
      try timed.turn(to: "2026-11-30", hour: 10)
      #expect(try await timed.settleAll().map(\.event) == ["clock_red"])
      let alerts = try await timed.alerts()
      #expect(alerts.map(\.level) == [.amber, .red])
      #expect(alerts.allSatisfy { $0.due == .day(LocalDate(daysSinceEpoch: 20_787)) && $0.rule == "t.review" })
      #expect(alerts.map(\.sequence) == [2, 3])
    }
  }

  @Test("silence has its effect at 24:00 of the last day, dated on it, also after downtime")
  func deemed() async throws {
    try await withTimedCase { timed in
      try timed.turn(to: "2026-12-20")
      let events = try await timed.settleAll()
      // What was missed is not made up for; the step is dated on the last day of the period.
      #expect(events.map(\.event) == ["review_expired"])
      #expect(events[0].to == "accepted" && events[0].effects.day == LocalDate("2026-11-30"))
      #expect(events[0].actor == "system:scheduler" && events[0].effects.role == "system")
      #expect(events[0].effects.clocks.map(\.kind) == [.expire, .stop, .start])
      #expect(try await timed.rows()["t.decide"]?.dueOn == "2027-01-29")
      #expect(try await timed.alerts().map(\.event) == ["review_expired"])
      #expect(try await timed.file().data.contains(ExtraField(name: "acceptance", value: "deemed")))
    }
  }

  @Test("nothing is due a moment before the end of the last day")
  func notEarlier() async throws {
    try await withTimedCase { timed in
      try timed.turn(to: "2026-12-01")
      timed.fixture.advance(milliseconds: -1)
      #expect(try await timed.settleAll().map(\.event) == ["clock_red"])
      timed.fixture.advance(milliseconds: 1)
      #expect(try await timed.settleAll().map(\.event) == ["review_expired"])
    }
  }

  @Test("where the law asks for cause, an officer is asked, and his step ends the question")
  func proposal() async throws {
    try await withTimedCase { timed in
      try await timed.take("ask")
      try timed.turn(to: "2026-12-09", hour: 12)
      #expect(try await timed.settleAll().map(\.event) == ["clock_ran_out"])
      let row = try #require(try await timed.rows()["t.supplement"])
      #expect(row.proposal == "abandon" && row.status == .expired && row.wakeAt == nil)
      let alert = try #require(try await timed.alerts().last)
      #expect(alert.level == .proposal && alert.event == "abandon")
      #expect(try await timed.file().summary.state == "waiting")
      let event = try await timed.take("abandon", on: "2026-12-07")
      #expect(event.outcome == "abandoned")
      #expect(try await timed.rows()["t.supplement"]?.proposal == nil)
    }
  }

  @Test("a duty not done in time is overdue, once; the late answer is taken all the same")
  func overdue() async throws {
    try await withTimedCase { timed in
      try await timed.take("accept")
      try timed.turn(to: "2027-01-23")
      let events = try await timed.settleAll()
      #expect(events.map(\.event) == ["clock_ran_out"])
      #expect(events[0].effects.clocks.map(\.event) == ["overdue"])
      try await timed.take("decide")
      #expect(try await timed.rows()["t.decide"]?.status == .stopped)
    }
  }

  @Test("a citizen's right goes on after the case is over")
  func outlives() async throws {
    try await withTimedCase { timed in
      try await timed.take("accept")
      try await timed.take("decide")
      try await timed.take("serve", ["served_on": "2026-11-23"])
      #expect(try await timed.rows()["t.sue"]?.dueOn == "2026-12-08")
      try timed.turn(to: "2026-12-09")
      #expect(try await timed.settleAll().map(\.event) == ["clock_ran_out"])
      let summary = try await timed.file().summary
      #expect(summary.state == "served" && summary.outcome == "decided")
    }
  }

  @Test("many schedulers at once: every milestone is recorded once")
  func race() async throws {
    try await withTimedCase { timed in
      try timed.turn(to: "2026-12-01")
      let casebook = timed.casebook
      let due = try await casebook.dueClocks(at: LocalDate(daysSinceEpoch: 20_788).start(), limit: 10)
      let recorded = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<16 {
          group.addTask {
            var recorded = 0
            for clock in due where (try? await casebook.settle(clock)) != nil { recorded += 1 }
            return recorded
          }
        }
        return await group.reduce(0, +)
      }
      #expect(recorded == 1)
      #expect(try await timed.file().events.map(\.event) == ["opened", "review_expired"])
    }
  }

  @Test("a stored date of another calendar moves nothing: what is due is derived from the events")
  func staleRow() async throws {
    try await withTimedCase { timed in
      try await timed.fixture.database.write {
        try $0.execute("UPDATE case_clock SET wake_at = 1, due_on = '2020-01-01'")
      }
      #expect(try await timed.casebook.auditReplay().faults.map(\.subject) == ["clock t.review"])
      #expect(try await timed.settleAll() == [])
      #expect(try await timed.rows()["t.review"]?.dueOn == "2026-11-30")
    }
  }

  @Test("an alert about a sealed case says nothing of it")
  func sealed() async throws {
    try await withTimedCase { timed in
      try await timed.fixture.database.write { connection in
        // The place of a case is in its first event; a case opened in a docket of the sealed kind has it there.
        try connection.execute(
          "UPDATE case_event SET effects = replace(effects, '\"sealed\":false', '\"sealed\":true')")
        try connection.execute("UPDATE case_file SET is_sealed = true")
      }
      try timed.turn(to: "2026-12-01")
      _ = try await timed.settleAll()
      let alert = try #require(try await timed.alerts().last)
      #expect(alert == .sealed(number: alert.number, sequence: alert.sequence, at: alert.at))
      try await timed.fixture.database.write { connection in
        try connection.execute(
          "UPDATE case_event SET effects = replace(effects, '\"sealed\":true', '\"sealed\":false')")
        try connection.execute("UPDATE case_file SET is_sealed = false")
      }
    }
  }
}
