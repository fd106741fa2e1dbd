/// A partition of a topic.
public struct KafkaPartition: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var topic: String
  /// Counted from 0.
  public var partition: Int32

  public init(_ topic: String, _ partition: Int32) {
    self.topic = topic
    self.partition = partition
  }

  public static func < (a: Self, b: Self) -> Bool { (a.topic, a.partition) < (b.topic, b.partition) }

  public var description: String { "\(topic)[\(partition)]" }
}
