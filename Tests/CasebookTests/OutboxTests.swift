import Casework
import Messages
import Testing

@testable import Casebook

@Suite("The outbox")
struct OutboxTests {
  @Test("numbers rise with every opening, whatever the counter of a restored file says")
  func numbers() async throws {
    try await withCasebook { fixture in
      let casebook = fixture.casebook
      func last() async throws -> Int64 { try await casebook.outbox(after: 0, limit: 100).last?.id ?? 0 }
      _ = try await casebook.accept([CasebookFixture.registrable("1")])
      let before = try await last()
      try await casebook.raiseOutboxNumbers()
      #expect(try await casebook.outbox(after: 0, limit: 100).count == 1)
      _ = try await casebook.accept([CasebookFixture.registrable("2")])
      let after = try await last()
      #expect(before < after && after > CasebookFixture.start * 1_000)
      // The clock stands still or goes back: the numbers go on all the same.
      fixture.advance(milliseconds: -5_000)
      try await casebook.raiseOutboxNumbers()
      _ = try await casebook.accept([CasebookFixture.registrable("3")])
      #expect(try await last() > after)
    }
  }

  @Test("on a log on which nothing was published everything unsettled goes out again, once")
  func requeue() async throws {
    try await withCasebook { fixture in
      let casebook = fixture.casebook
      _ = try await casebook.accept(["1", "2", "3", "4"].map { CasebookFixture.registrable($0) })
      _ = try await casebook.open(
        [CasebookFixture.newCase("1"), CasebookFixture.newCase("2", request: 1, of: 2, offset: 1)], positions: [])
      let published = try await casebook.outbox(after: 0, limit: 100)
      let three = try #require(published.dropFirst(2).first)
      // The first three were published on a log that is gone, and forgotten here.
      try await casebook.pruneOutbox(through: three.id + 1, limit: 100)
      #expect(try await casebook.requeueUnsettled() == 2)
      #expect(try await casebook.requeueUnsettled() == 0)
      var keys: [String] = []
      for row in try await casebook.outbox(after: 0, limit: 100) {
        if case .submission(let submission) = row.content { keys.append(submission.key.externalID) }
      }
      #expect(keys == ["4", "2", "3"])
    }
  }
}
