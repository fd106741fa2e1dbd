import Casework
import Database
import Messages
import Testing
import Threading

@testable import Casebook

/// A notice of holidays comes: what it moves is moved, with an event that says so.
@Suite("Clocks under a new calendar")
struct RecomputeTests {
  private static let announced = WorkingCalendar(years: [
    CalendarYear(
      year: 2026, notice: "国务院办公厅关于2026年部分节假日安排的通知",
      offDays: [holiday("2026-11-26")], makeupDays: [])
  ])

  private static func holiday(_ day: String) -> CalendarYear.Break {
    let date = LocalDate(day) ?? LocalDate(daysSinceEpoch: 0)
    return CalendarYear.Break(from: date, to: date, name: "某节")
  }

  /// The same books, opened with the calendar in which the notice stands.
  private func renewed(_ fixture: CasebookFixture) async throws -> Casebook {
    var law = TimedProcedure.law
    law.calendar = Self.announced
    return try await Casebook(
      database: fixture.database, procedures: [CasebookFixture.procedure, TimedProcedure.procedure],
      routes: CasebookFixture.routes, law: law, numberPrefix: "QY", now: { fixture.clock.withLock { $0 } })
  }

  private func openTwo(_ fixture: CasebookFixture) async throws {
    _ = try await fixture.casebook.open([CasebookFixture.newCase("1", route: .reconsideration)], positions: [])
    _ = try await fixture.casebook.open([CasebookFixture.newCase("2", route: .reconsideration)], positions: [])
  }

  @Test("the last days move once, each case says from where to where, and the books stay whole")
  func moves() async throws {
    try await withCasebook { fixture in
      try await openTwo(fixture)
      let casebook = try await renewed(fixture)
      var moved: [RecomputedClocks.Moved] = []
      var next: Int64? = 0
      while let last = next {
        let part = try await casebook.recomputeClocks(after: last, limit: 1)
        moved += part.moved
        next = part.next
      }
      #expect(moved.count == 2)
      #expect(moved.allSatisfy { $0.clock == "t.review" && !$0.isProvisional })
      #expect(moved.allSatisfy { $0.from == LocalDate("2026-11-30") && $0.to == LocalDate("2026-12-01") })
      for number in moved.compactMap(\.number) {
        let file = try await casebook.caseFile(number)
        let event = try #require(file.events.last)
        #expect(event.event == "clocks_recomputed" && event.actor == "system:calendar")
        #expect(event.reason.contains("t.review 2026-11-30 → 2026-12-01"))
        #expect(file.clocks.first?.times?.reading.due == .day(try #require(LocalDate("2026-12-01"))))
      }
      #expect(try await casebook.recomputeClocks().moved == [])
      #expect(try await casebook.auditReplay().faults == [])
      #expect(try await casebook.auditChains().faults == [])
    }
  }

  @Test("what was answered or has run out does not move")
  func leavesWhatIsOver() async throws {
    try await withCasebook { fixture in
      try await openTwo(fixture)
      let timed = TimedCase(fixture: fixture)
      try await timed.take("accept")
      try timed.turn(to: "2026-12-05", hour: 10)
      try await timed.settleAll()
      let before = try await timed.rows()["t.review"]
      let casebook = try await renewed(fixture)
      let result = try await casebook.recomputeClocks()
      #expect(!result.moved.contains { $0.clock == "t.review" })
      #expect(try await timed.rows()["t.review"] == before)
    }
  }
}
