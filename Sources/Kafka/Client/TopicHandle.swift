import CRdkafka

/// Owns a topic object of a client.
///
/// Kept for as long as the client: a topic without one is unknown at first, and its first records wait up to a second
/// for metadata.
final class TopicHandle: @unchecked Sendable {
  // Sendable without the compiler's proof: the pointer never changes and librdkafka's calls on it are thread-safe.
  let pointer: OpaquePointer
  private let client: ClientHandle

  init(_ name: String, of client: ClientHandle) throws {
    guard let pointer = rd_kafka_topic_new(client.pointer, name, nil) else {
      throw KafkaError(rd_kafka_last_error(), during: "open topic \(name)")
    }
    self.pointer = pointer
    self.client = client
  }

  deinit { rd_kafka_topic_destroy(pointer) }
}
