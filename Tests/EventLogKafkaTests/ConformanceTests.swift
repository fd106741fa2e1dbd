import EventLog
import EventLogConformance
import EventLogKafka
import Foundation
import KafkaTestSupport
import Testing

/// Both clusters are held to the contract; what one of them cannot do is named in a test of its own.
@Suite(.serialized) struct ConformanceTests {
  static let mock = MockBackend()
  static let kafka = KafkaBackend()
  static let named = KafkaBackend(membership: .named)

  @Test(.timeLimit(.minutes(2)), arguments: selected(ConformanceCase.cases(for: mock.capabilities)))
  func keepsTheContractOnTheImitation(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: Self.mock)
  }

  @Test(
    .timeLimit(.minutes(2)), .enabled(if: KafkaTestCluster.isAvailable, "no Kafka to test with"),
    arguments: selected(ConformanceCase.cases(for: kafka.capabilities)))
  func keepsTheContractOnKafka(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: Self.kafka)
  }

  /// Only what is said of named members, because the rest does not depend on it.
  @Test(
    .timeLimit(.minutes(2)), .enabled(if: KafkaTestCluster.isAvailable, "no Kafka to test with"),
    arguments: selected(
      ConformanceCase.cases(for: named.capabilities).filter { $0.needs.contains(.memberNames) }))
  func keepsTheContractWithNamedMembers(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: Self.named)
  }

  /// A broker of its own, which is stopped in the middle.
  @Test(
    .timeLimit(.minutes(3)), .enabled(if: KafkaTestCluster.canStart, "no Kafka that could be started"),
    arguments: selected(ConformanceCase.all.filter { $0.needs.contains(.interruption) }))
  func keepsTheContractWithoutBrokers(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: PausingBackend())
  }

  @Test func whatIsNotAskedOfKafkaIsNamed() {
    let skipped = Set(
      ConformanceCase.skipped(for: Self.kafka.capabilities.union([.memberNames, .interruption])).map(\.name))
    #expect(
      skipped == [
        "order: an append with one bad record leaves none", "rebalance: only what moves is asked back",
      ])
  }

  /// `FENLIU_TEST_CASE`: only cases whose names contain it.
  private static func selected(_ cases: [ConformanceCase]) -> [ConformanceCase] {
    guard let part = ProcessInfo.processInfo.environment["FENLIU_TEST_CASE"] else { return cases }
    return cases.filter { $0.name.contains(part) }
  }
}

/// Kafka with one broker for each site, which the site stops and lets go on.
private struct PausingBackend: LogBackend {
  var capabilities: Set<Capability> { KafkaBackend().capabilities.union([.interruption]) }

  func makeSite() async throws -> any LogSite {
    let cluster = try await KafkaTestCluster.start()
    return OwningSite(
      cluster: cluster,
      site: KafkaSite(bootstrap: cluster.bootstrap, cluster: cluster) {
        $0.deadline = .seconds(3)
        $0.sessionTimeout = .seconds(30)
      })
  }
}

private struct OwningSite: LogSite {
  let cluster: KafkaTestCluster
  let site: KafkaSite

  func open() async throws -> any EventLog { try await site.open() }
  func interrupting(_ body: @Sendable () async throws -> Void) async throws { try await site.interrupting(body) }
  func remove() async { cluster.destroy() }
}
