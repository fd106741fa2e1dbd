/// How far a group is behind in a partition.
public struct KafkaLag: Sendable, Hashable {
  /// Where the group goes on; `nil`: it has committed nothing here.
  public var committed: Int64?
  public var watermarks: KafkaWatermarks

  public init(committed: Int64?, watermarks: KafkaWatermarks) {
    self.committed = committed
    self.watermarks = watermarks
  }

  /// Offsets that the group has not passed yet; marks of transactions take offsets, too. Without a committed offset, or
  /// with one that is no longer held, everything that the partition still holds.
  public var records: Int64 {
    max(0, watermarks.high - max(committed ?? watermarks.low, watermarks.low))
  }
}

/// A consumer group as its coordinator describes it.
public struct KafkaGroupDescription: Sendable, Hashable {
  public struct Member: Sendable, Hashable {
    public var id: String
    public var clientID: String
    /// `group.instance.id` of a static member.
    public var instanceID: String?
    public var host: String
    public var assignment: [KafkaPartition]
  }

  public var name: String
  /// The broker's word for it, for example `Stable`, `Empty` or `PreparingRebalance`.
  public var state: String
  public var assignor: String
  public var members: [Member]
}
