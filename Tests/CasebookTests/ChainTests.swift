import Casework
import Messages
import Database
import Testing

@testable import Casebook

@Suite("Chains and seals")
struct ChainTests {
  @Test("whole books have whole chains")
  func whole() async throws {
    try await withBooks { fixture in
      let audit = try await fixture.casebook.auditChains()
      #expect(audit.chains == 3 && audit.events == 5 && audit.faults.isEmpty)
    }
  }

  @Test(
    "a change behind the casebook's back is found",
    arguments: [
      ("UPDATE case_event SET actor = 'nobody' WHERE id = 4", ChainFault.Kind.changedEvent),
      ("UPDATE case_event SET reason = 'another' WHERE id = 4", .changedContent),
      ("UPDATE case_event SET data = '{}' WHERE id = 2", .changedContent),
      ("DELETE FROM case_event WHERE id = 4", .brokenLink),
      ("DELETE FROM case_event WHERE id = 5", .wrongHead),
      ("UPDATE case_file SET sequence = 9 WHERE id = 2", .wrongHead),
    ])
  func tampered(sql: String, kind: ChainFault.Kind) async throws {
    try await withBooks { fixture in
      try await fixture.database.write { try $0.execute(sql) }
      let audit = try await fixture.casebook.auditChains()
      #expect(audit.faults.contains { $0.kind == kind }, "\(audit.faults)")
    }
  }

  @Test("erasing what is personal leaves the chain whole")
  func erased() async throws {
    try await withBooks { fixture in
      try await fixture.database.write {
        try $0.execute("UPDATE case_event SET reason = NULL, data = NULL, salt = NULL WHERE id = 4")
      }
      #expect(try await fixture.casebook.auditChains().faults.isEmpty)
    }
  }

  @Test("a day is sealed once, and a seal holds against what came before it only")
  func seals() async throws {
    try await withBooks { fixture in
      let day = LocalDate(instant: CasebookFixture.start)
      #expect(try await fixture.casebook.sealChains(day: day)?.chains == 3)
      #expect(try await fixture.casebook.sealChains(day: day) == nil)
      _ = try await fixture.casebook.open([CasebookFixture.newCase("9", offset: 9)], positions: [])
      #expect(try await fixture.casebook.sealChains(day: day.adding(days: 1)) != nil)
      #expect(try await fixture.casebook.auditSeals().isEmpty)
      try await fixture.database.write {
        try $0.execute("UPDATE case_event SET hash = previous_hash WHERE id = 3")
      }
      #expect(try await fixture.casebook.auditSeals().contains { $0.subject == day.description })
    }
  }

  @Test("a stored submission with a flipped bit is found")
  func damagedSubmission() async throws {
    try await withBooks { fixture in
      #expect(try await fixture.casebook.damagedRegistrations().isEmpty)
      try await fixture.database.write {
        try $0.execute("UPDATE registration SET body = $1 WHERE id = 2", .blob([1, 2, 3]))
      }
      #expect(try await fixture.casebook.damagedRegistrations() == ["QY20261123-0000026"])
    }
  }

  /// Three cases, one of them moved twice.
  private func withBooks(_ body: (CasebookFixture) async throws -> Void) async throws {
    try await withCasebook { fixture in
      for id in 1...3 {
        _ = try await fixture.casebook.open([CasebookFixture.newCase("\(id)", offset: Int64(id))], positions: [])
      }
      let number = "QY20261123-0000026-1"
      _ = try await fixture.casebook.move(Move(number: number, event: "start", actor: "张某", role: "unit", reason: "开始"))
      _ = try await fixture.casebook.move(
        Move(
          number: number, event: "finish", actor: "张某", role: "unit", reason: "办结",
          data: [.init(name: "result", value: "failed")]))
      try await body(fixture)
    }
  }
}
