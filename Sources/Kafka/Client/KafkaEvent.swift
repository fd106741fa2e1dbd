/// What happens to a client besides what it was asked for.
public enum KafkaEvent: Sendable {
  /// A broker connection or a request failed; the library goes on trying unless the error is fatal.
  case error(KafkaError)
  /// A broker asked the client to slow down.
  case throttled(broker: String, duration: Duration)
  /// The group gave partitions to this member.
  case assigned([KafkaPartition])
  /// Partitions were taken away; `lost`: before anything could be done about it.
  case revoked([KafkaPartition], lost: Bool)
  /// The producer failed for good and was replaced by a new one.
  case rebuilt(after: KafkaError)
}

/// Called on a client's own thread: it must return soon and never call the client.
public typealias KafkaEventHandler = @Sendable (KafkaEvent) -> Void
