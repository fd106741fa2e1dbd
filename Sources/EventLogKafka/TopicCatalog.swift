import EventLog
import Kafka
import Threading

/// How many partitions topics have, remembered for a while: every record is checked against it.
final class TopicCatalog: Sendable {
  private let administration: KafkaAdministrator
  private let deadline: Duration
  private let known = Lock<[String: Int32]>([:])

  init(_ administration: KafkaAdministrator, deadline: Duration) {
    self.administration = administration
    self.deadline = deadline
  }

  /// Throws ``EventLogError/unknownTopic(_:)``.
  func partitions(of topic: String) async throws -> Int32 {
    if let count = known.withLock({ $0[topic] }) { return count }
    let found: KafkaTopicDescription?
    do {
      found = try await administration.metadata(topic: topic, within: deadline).topics.first
    } catch {
      throw ErrorMapping.log(error)
    }
    guard let found, !found.partitions.isEmpty else { throw EventLogError.unknownTopic(topic) }
    let count = Int32(clamping: found.partitions.count)
    known.withLock { $0[topic] = count }
    return count
  }

  func forget(_ topic: String) { known.withLock { $0[topic] = nil } }
}
