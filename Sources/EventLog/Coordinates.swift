/// A partition of a topic.
public struct TopicPartition: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var topic: String
  public var partition: Int32

  public init(_ topic: String, _ partition: Int32) {
    self.topic = topic
    self.partition = partition
  }

  public static func < (a: Self, b: Self) -> Bool { (a.topic, a.partition) < (b.topic, b.partition) }

  public var description: String { "\(topic)[\(partition)]" }
}

/// Where a record stands: topic, partition, and its offset there, counted from 0.
public struct RecordCoordinates: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var partition: TopicPartition
  public var offset: Int64

  public init(_ partition: TopicPartition, _ offset: Int64) {
    self.partition = partition
    self.offset = offset
  }

  public var topic: String { partition.topic }

  public static func < (a: Self, b: Self) -> Bool { (a.partition, a.offset) < (b.partition, b.offset) }

  public var description: String { "\(partition)@\(offset)" }
}

/// The first offset still held and the offset that the next record will get.
public struct Watermarks: Sendable, Hashable {
  public var low: Int64
  public var high: Int64

  public init(low: Int64, high: Int64) {
    self.low = low
    self.high = high
  }
}

/// A topic and what it is allowed to hold.
public struct TopicSpecification: Sendable, Hashable {
  public enum Cleanup: String, Sendable { case delete, compact }

  public var name: String
  public var partitions: Int32
  public var cleanup: Cleanup
  /// Milliseconds after which a record may go; `nil`: kept for ever.
  public var retention: Int64?

  public init(name: String, partitions: Int32, cleanup: Cleanup = .delete, retention: Int64? = nil) {
    self.name = name
    self.partitions = partitions
    self.cleanup = cleanup
    self.retention = retention
  }
}
