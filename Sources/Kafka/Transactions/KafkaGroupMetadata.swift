import CRdkafka

/// A consumer's group, member and generation, with which a transaction's offsets are sent: the broker refuses them when
/// the group has moved on since.
public final class KafkaGroupMetadata: @unchecked Sendable {
  // Sendable without the compiler's proof: the object is never changed after it was made.
  let pointer: OpaquePointer

  init?(of consumer: ClientHandle) {
    guard let pointer = rd_kafka_consumer_group_metadata(consumer.pointer) else { return nil }
    self.pointer = pointer
  }

  /// For offsets that belong to no running consumer: no generation, so nothing is fenced.
  public init?(group: String) {
    guard let pointer = rd_kafka_consumer_group_metadata_new(group) else { return nil }
    self.pointer = pointer
  }

  deinit { rd_kafka_consumer_group_metadata_destroy(pointer) }
}
