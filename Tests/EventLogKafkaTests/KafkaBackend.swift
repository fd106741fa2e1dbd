import EventLog
import EventLogConformance
import EventLogKafka
import Foundation
import Logging

/// The log on a running Kafka, as the conformance suite wants it: every site has names of its own on the same cluster.
struct KafkaBackend: LogBackend {
  var bootstrap: String
  var membership = EventLogKafkaConfiguration.Membership.anonymous
  var capabilities: Set<Capability>

  func makeSite() async throws -> any LogSite { KafkaSite(bootstrap: bootstrap, membership: membership) }
}

final class KafkaSite: LogSite {
  let prefix = "test-\(UUID().uuidString.prefix(8).lowercased())-"
  let configuration: EventLogKafkaConfiguration

  init(bootstrap: String, membership: EventLogKafkaConfiguration.Membership) {
    configuration = EventLogKafkaConfiguration(
      bootstrapServers: bootstrap,
      properties: ["topic.metadata.refresh.interval.ms": "500", "fetch.error.backoff.ms": "50"],
      membership: membership, sessionTimeout: .seconds(6), deadline: .seconds(10), transactionTimeout: .seconds(10),
      namespace: prefix, positionsTopic: "\(prefix)positions",
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  func open() async throws -> any EventLog { PrefixedLog(inner: try await openKafka(), prefix: prefix) }

  func openKafka() async throws -> EventLogKafka {
    let log = try EventLogKafka(configuration)
    try await log.ensure(topics: [
      TopicSpecification(name: configuration.positionsTopic, partitions: 1, cleanup: .compact)
    ])
    return log
  }

  func interrupting(_ body: @Sendable () async throws -> Void) async throws {
    struct NotPossible: Error {}
    throw NotPossible()
  }

  func remove() async {}
}
