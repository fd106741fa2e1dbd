import EventLogConformance
import Foundation
import Testing

@Suite(.serialized) struct ConformanceTests {
  static let bootstrap = ProcessInfo.processInfo.environment["FENLIU_TEST_KAFKA"]

  static let backend = KafkaBackend(
    bootstrap: bootstrap ?? "", capabilities: [.reopening, .promptRebalance, .administration, .transactions])

  @Test(
    .timeLimit(.minutes(2)), .enabled(if: bootstrap != nil, "no Kafka"),
    arguments: ConformanceCase.cases(for: backend.capabilities).filter {
      ProcessInfo.processInfo.environment["FENLIU_TEST_CASE"].map($0.name.contains) ?? true
    })
  func keepsTheContract(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: Self.backend)
  }
}
