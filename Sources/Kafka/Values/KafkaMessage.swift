/// A record as it stands in the log, copied out of the library's memory.
public struct KafkaMessage: Sendable, Hashable {
  public var partition: KafkaPartition
  public var offset: Int64
  /// Milliseconds since 1970-01-01 UTC; `nil` when the broker does not tell.
  public var timestamp: Int64?
  public var key: [UInt8]?
  /// `nil` is a tombstone.
  public var value: [UInt8]?
  public var headers: [KafkaHeader]

  public init(
    partition: KafkaPartition, offset: Int64, timestamp: Int64?, key: [UInt8]?, value: [UInt8]?, headers: [KafkaHeader]
  ) {
    self.partition = partition
    self.offset = offset
    self.timestamp = timestamp
    self.key = key
    self.value = value
    self.headers = headers
  }
}
