import EventLogConformance
import Testing

@Suite struct ConformanceTests {
  static let backend = SQLiteBackend()

  @Test(.timeLimit(.minutes(2)), arguments: ConformanceCase.cases(for: backend.capabilities))
  func keepsTheContract(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: Self.backend)
  }

  @Test func isHeldToAllOfIt() {
    #expect(ConformanceCase.skipped(for: Self.backend.capabilities).isEmpty)
    let names = ConformanceCase.all.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
