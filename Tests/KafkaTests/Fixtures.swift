import Foundation
import Kafka
import KafkaMock
import Logging

let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

/// Names that no other test has.
func unique(_ name: String) -> String { "\(name)-\(UUID().uuidString.prefix(8).lowercased())" }

extension KafkaConfiguration {
  static func mock(_ cluster: MockCluster, _ more: [String: String] = [:]) -> KafkaConfiguration {
    KafkaConfiguration(
      bootstrapServers: cluster.bootstrap,
      [
        // The imitation answers an empty fetch only after the whole wait; it takes 3 s for a first join, which a
        // shorter session does not survive.
        "fetch.wait.max.ms": "10", "session.timeout.ms": "4000", "heartbeat.interval.ms": "300",
        "reconnect.backoff.ms": "10", "reconnect.backoff.max.ms": "100",
      ].merging(more) { $1 })
  }
}

/// Polls until something holds, at most so long.
func eventually(_ seconds: Int = 20, _ holds: () async throws -> Bool) async rethrows -> Bool {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while ContinuousClock.now < deadline {
    if try await holds() { return true }
    try? await Task.sleep(for: .milliseconds(10))
  }
  return false
}

/// Reads until so many records have come, and commits every batch.
func drain(_ consumer: KafkaConsumer, _ count: Int) async throws -> [KafkaMessage] {
  var messages: [KafkaMessage] = []
  while messages.count < count, let batch = try await consumer.next() {
    messages += batch.copy()
    try await consumer.commit(batch)
  }
  return messages
}
