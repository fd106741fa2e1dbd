import EventLog
import EventLogConformance
import EventLogKafka
import Foundation
import KafkaTestSupport
import Logging

/// The log on a running Kafka, as the conformance suite wants it: every site has names of its own on the same cluster.
struct KafkaBackend: LogBackend {
  var membership = EventLogKafkaConfiguration.Membership.anonymous

  var capabilities: Set<Capability> {
    // An append is one record after the other, and eager rebalancing takes back everything for a moment.
    let all: Set<Capability> = [.reopening, .administration, .transactions]
    // The place of a named member is kept for the session's time.
    return all.union(membership == .named ? [.memberNames] : [.promptRebalance])
  }

  func makeSite() async throws -> any LogSite {
    KafkaSite(bootstrap: try await KafkaTestCluster.sharedBootstrap(), membership: membership)
  }
}

final class KafkaSite: LogSite {
  let prefix = "test-\(UUID().uuidString.prefix(8).lowercased())-"
  let configuration: EventLogKafkaConfiguration
  private let cluster: KafkaTestCluster?

  /// - Parameter cluster: one that this site may interrupt.
  init(
    bootstrap: String, membership: EventLogKafkaConfiguration.Membership = .anonymous, cluster: KafkaTestCluster? = nil,
    _ change: (inout EventLogKafkaConfiguration) -> Void = { _ in }
  ) {
    self.cluster = cluster
    var configuration = EventLogKafkaConfiguration(
      bootstrapServers: bootstrap,
      properties: ["topic.metadata.refresh.interval.ms": "500", "reconnect.backoff.max.ms": "200"],
      membership: membership, sessionTimeout: .seconds(10), deadline: .seconds(20), transactionTimeout: .seconds(20),
      namespace: prefix, positionsTopic: "\(prefix)positions", logger: quiet)
    change(&configuration)
    self.configuration = configuration
  }

  func open() async throws -> any EventLog { PrefixedLog(inner: try await openKafka(), prefix: prefix) }

  func openKafka() async throws -> EventLogKafka {
    let log = try EventLogKafka(configuration)
    try await log.ensure(topics: [
      TopicSpecification(name: configuration.positionsTopic, partitions: 1, cleanup: .compact)
    ])
    return log
  }

  /// The broker answers nothing meanwhile, and does afterwards what it was asked.
  func interrupting(_ body: @Sendable () async throws -> Void) async throws {
    struct NotOurs: Error {}
    guard let cluster else { throw NotOurs() }
    try cluster.pause(1)
    do {
      try await body()
    } catch {
      try cluster.resume(1)
      throw error
    }
    try cluster.resume(1)
  }

  func remove() async {}
}

let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
