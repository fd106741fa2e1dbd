import Casework
import Messages
import Testing

@testable import Casebook

@Suite("Worklists")
struct WorklistTests {
  @Test("the overdue stand first, then what is due first, then the oldest; each with the clock that decides")
  func order() async throws {
    try await withTimedCase { timed in
      for id in 2...5 {
        _ = try await timed.casebook.open(
          [CasebookFixture.newCase("\(id)", route: id == 5 ? .hotline : .reconsideration, offset: Int64(id))],
          positions: [])
      }
      func number(_ ordinal: Int) -> String {
        "\(RegistrationNumber(prefix: "QY", day: "20261123", ordinal: Int64(ordinal)))-1"
      }
      func take(_ ordinal: Int, _ event: String, _ data: [String: String] = [:]) async throws {
        var move = timed.move(event, data)
        move.number = number(ordinal)
        _ = try await timed.casebook.move(move)
      }
      try await take(2, "accept")
      try await take(3, "accept")
      try await take(3, "suspend", ["ground": "item_5"])
      try await take(4, "ask")
      try timed.turn(to: "2026-12-01", hour: 9)
      let list = try await timed.casebook.worklist(of: .workOrder)
      #expect(list.entries.map(\.summary.number) == [1, 4, 2, 3, 5].map(number))
      #expect(list.entries.map(\.urgency) == [.overdue, .inTime, .inTime, .suspended, .none])
      #expect(list.entries.map { $0.clock?.clock.name } == ["t.review", "t.supplement", "t.decide", "t.decide", nil])
      #expect(list.entries.map { $0.clock?.times?.reading.progress?.left }.prefix(3) == [-1, 4, 52])
      #expect(list.entries.map(\.age) == [8, 8, 8, 8, 8])
      #expect(list.counts.open == 5 && list.counts.overdue == 1 && list.counts.suspended == 1)
      #expect(list.counts.unassigned == 5)
      for (filter, expected) in [
        (WorklistFilter.overdue, [1]), (.suspended, [3]), (.red, []), (.amber, []), (.proposals, []), (.awaiting, []),
      ] {
        let found = try await timed.casebook.worklist(of: .workOrder, only: filter).entries
        #expect(found.map(\.summary.number) == expected.map(number), "\(filter)")
      }
      #expect(try await timed.casebook.worklist(of: .petition).entries.isEmpty)
    }
  }

  @Test("amber, red and a question to an officer are found")
  func warnings() async throws {
    try await withTimedCase { timed in
      try await timed.take("ask")
      for (day, filter) in [("2026-12-02", WorklistFilter.amber), ("2026-12-04", .red)] {
        try timed.turn(to: day, hour: 9)
        #expect(try await timed.casebook.worklist(of: .workOrder, only: filter).entries.count == 1, "\(filter)")
      }
      try timed.turn(to: "2026-12-08")
      try await timed.settleAll()
      let list = try await timed.casebook.worklist(of: .workOrder, only: .proposals)
      #expect(list.entries.map { $0.clock?.clock.proposal } == ["abandon"] && list.counts.proposals == 1)
    }
  }

  @Test("of a sealed case a worklist tells state and times only")
  func sealed() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1", route: .supervision)], positions: [])
      let entry = try #require(try await fixture.casebook.worklist(of: .supervision).entries.first)
      #expect(entry.clock == nil && entry.summary.words.isEmpty && entry.summary.region == nil)
    }
  }
}
