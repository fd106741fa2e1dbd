/// A record on its way to Kafka.
public struct KafkaRecord: Sendable, Hashable {
  public var topic: String
  /// A partition chosen by the caller; `nil`: the partitioner chooses by the key (murmur2, as Java's client does).
  public var partition: Int32?
  /// `nil`: no key; an empty key is a key. Any bytes.
  public var key: [UInt8]?
  /// `nil` is a tombstone; an empty value is a value. Any bytes.
  public var value: [UInt8]?
  public var headers: [KafkaHeader]
  /// Milliseconds since 1970-01-01 UTC; `nil`: the time at which the record is handed over.
  public var timestamp: Int64?

  public init(
    topic: String, partition: Int32? = nil, key: [UInt8]?, value: [UInt8]?, headers: [KafkaHeader] = [],
    timestamp: Int64? = nil
  ) {
    self.topic = topic
    self.partition = partition
    self.key = key
    self.value = value
    self.headers = headers
    self.timestamp = timestamp
  }
}
