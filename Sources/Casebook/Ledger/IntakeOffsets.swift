/// The records of one partition of an intake topic that can be read, by their offsets.
public struct IntakeOffsets: Sendable, Hashable {
  public var topic: String
  public var partition: Int32
  /// The first offset that the log still holds, and the one that comes after the last.
  public var low: Int64
  public var high: Int64
  /// Runs of offsets, in order; a log may leave gaps between its records.
  public private(set) var runs: [Range<Int64>] = []
  public private(set) var count: Int64 = 0

  public init(topic: String, partition: Int32, low: Int64, high: Int64) {
    self.topic = topic
    self.partition = partition
    self.low = low
    self.high = high
  }

  /// Adds the offset of the next record; they come in order.
  public mutating func add(_ offset: Int64) {
    count += 1
    if let last = runs.last, last.upperBound == offset {
      runs[runs.count - 1] = last.lowerBound..<offset + 1
    } else {
      runs.append(offset..<offset + 1)
    }
  }
}
