/// Where an acknowledged record stands.
public struct KafkaDelivery: Sendable, Hashable {
  public var partition: KafkaPartition
  /// `nil` when the broker knew the record from an earlier attempt, whose answer was lost, and no longer knows where it
  /// stands: it is in the log once.
  public var offset: Int64?

  public init(partition: KafkaPartition, offset: Int64?) {
    self.partition = partition
    self.offset = offset
  }
}
