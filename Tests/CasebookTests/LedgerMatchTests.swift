import Messages
import Testing

@testable import Casebook

@Suite("Records held against the ledger")
struct LedgerMatchTests {
  private func offsets(_ low: Int64, _ high: Int64, _ readable: [Int64]) -> IntakeOffsets {
    var offsets = IntakeOffsets(topic: "intake.hotline", partition: 0, low: low, high: high)
    for offset in readable { offsets.add(offset) }
    return offsets
  }

  @Test("runs hold what was added")
  func runs() {
    let offsets = offsets(2, 9, [2, 3, 5, 6, 8])
    #expect(offsets.runs == [2..<4, 5..<7, 8..<9])
    #expect(offsets.count == 5)
  }

  @Test("each record has its entry; gaps count for nothing")
  func matching() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open(
        [
          CasebookFixture.newCase("1", offset: 1), CasebookFixture.newCase("2", offset: 4),
          CasebookFixture.newCase("1", offset: 5), CasebookFixture.newCase("3", offset: 7, digest: "d1"),
          CasebookFixture.newCase("3", offset: 8, digest: "other"), CasebookFixture.newCase("4", offset: 20),
        ], positions: [])
      func match(_ read: IntakeOffsets, cluster: String = "c1") async throws -> LedgerMatch {
        try #require(try await fixture.casebook.ledgerMatch(cluster: cluster, [read]).first)
      }
      // Marks of transactions stand at 2, 3, 6 and 9; 11 is not worked yet, 20 came since.
      let match1 = try await match(offsets(0, 12, [1, 4, 5, 7, 8, 11]))
      #expect((match1.registered, match1.repeated, match1.refused) == (3, 1, 1))
      #expect((match1.readable, match1.missing, match1.expired, match1.absent) == (6, 1, 0, 0))
      // The first two are past retention, the one at 5 is gone.
      let match2 = try await match(offsets(5, 9, [7, 8]))
      #expect((match2.readable, match2.missing, match2.expired, match2.absent) == (2, 0, 2, 1))
      // Nothing is known of another log.
      let match3 = try await match(offsets(0, 12, [1, 4]), cluster: "c2")
      #expect((match3.missing, match3.expired) == (2, 0))
    }
  }
}
