import Casework
import Testing

@testable import Casebook

@Suite("Registration")
struct AcceptanceTests {
  @Test("new, repeated and conflicting submissions are told apart")
  func verdicts() async throws {
    try await withCasebook { fixture in
      let first = try await fixture.casebook.accept([CasebookFixture.registrable("1")])
      guard case .accepted(let number) = first[0] else { return #expect(Bool(false), "not accepted: \(first)") }
      let again = try await fixture.casebook.accept([CasebookFixture.registrable("1")])
      #expect(again == [.repeated(number)])
      let other = try await fixture.casebook.accept([CasebookFixture.registrable("1", digest: "d2")])
      #expect(other == [.conflict(number)])
      let counts = try await fixture.casebook.flowCounts()
      #expect(counts.registered == 1)
      #expect(counts.repeated == 1)
      #expect(counts.inFlight == 1)
    }
  }

  @Test("a batch that holds the same key twice registers it once, and numbers have no holes")
  func batchWithEchoes() async throws {
    try await withCasebook { fixture in
      let batch =
        ["1", "2", "1", "3"].map { CasebookFixture.registrable($0) }
        + [CasebookFixture.registrable("2", digest: "other")]
      let acceptances = try await fixture.casebook.accept(batch)
      let numbers = acceptances.map(\.number)
      #expect(acceptances[0] == .accepted(RegistrationNumber(prefix: "QY", day: "20261123", ordinal: 1)))
      #expect(acceptances[2] == .repeated(numbers[0]))
      #expect(acceptances[3] == .accepted(RegistrationNumber(prefix: "QY", day: "20261123", ordinal: 3)))
      #expect(acceptances[4] == .conflict(numbers[1]))
      let next = try await fixture.casebook.accept([CasebookFixture.registrable("4")])
      #expect(next == [.accepted(RegistrationNumber(prefix: "QY", day: "20261123", ordinal: 4))])
    }
  }

  @Test("the running number starts anew with the day in Shanghai")
  func newDay() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.accept([CasebookFixture.registrable("1")])
      fixture.advance(milliseconds: 15 * 3_600_000)
      let next = try await fixture.casebook.accept([CasebookFixture.registrable("2")])
      #expect(next == [.accepted(RegistrationNumber(prefix: "QY", day: "20261124", ordinal: 1))])
    }
  }

  @Test("concurrent callers with the same keys register each key once")
  func concurrentCallers() async throws {
    try await withCasebook { fixture in
      let casebook = fixture.casebook
      let all = try await withThrowingTaskGroup(of: [Acceptance].self) { group in
        for caller in 0..<16 {
          group.addTask {
            try await casebook.accept((0..<20).map { CasebookFixture.registrable("\(($0 + caller) % 20)") })
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      let accepted = all.filter { if case .accepted = $0 { true } else { false } }
      #expect(accepted.count == 20)
      #expect(Set(all.map(\.number)).count == 20)
    }
  }
}
