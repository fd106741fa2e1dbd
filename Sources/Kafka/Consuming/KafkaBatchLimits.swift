/// When a batch is closed.
public struct KafkaBatchLimits: Sendable, Hashable {
  public var maxRecords: Int
  /// Bytes of keys and values; one record may be larger than that by itself.
  public var maxBytes: Int
  /// How long a batch that has a record but is not full waits for more.
  public var maxWait: Duration

  public init(maxRecords: Int = 1_000, maxBytes: Int = 8 << 20, maxWait: Duration = .milliseconds(20)) {
    self.maxRecords = maxRecords
    self.maxBytes = maxBytes
    self.maxWait = maxWait
  }
}
