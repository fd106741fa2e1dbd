/// What a cluster says of itself.
public struct ClusterDescription: Sendable, Hashable {
  public var clusterID: String
  public var brokers: Int
  public var topics: [DescribedTopic]

  public init(clusterID: String, brokers: Int, topics: [DescribedTopic]) {
    self.clusterID = clusterID
    self.brokers = brokers
    self.topics = topics
  }
}

/// A topic as it is on a cluster.
public struct DescribedTopic: Sendable, Hashable {
  /// A setting's value, and whether it was given to this topic or holds because nobody said otherwise.
  public struct Setting: Sendable, Hashable {
    public var value: String
    public var isDefault: Bool

    public init(_ value: String, isDefault: Bool) {
      self.value = value
      self.isDefault = isDefault
    }
  }

  public var name: String
  public var partitions: Int
  /// The smallest number of replicas that a partition has.
  public var replication: Int
  public var settings: [String: Setting]
  /// Partitions without a leader: nothing can be written to them or read from them.
  public var leaderless: [Int]
  /// Partitions with a replica that is not in sync.
  public var underReplicated: [Int]
  /// Made by the cluster for itself.
  public var isInternal: Bool

  public init(
    name: String, partitions: Int, replication: Int, settings: [String: Setting], leaderless: [Int] = [],
    underReplicated: [Int] = [], isInternal: Bool = false
  ) {
    self.name = name
    self.partitions = partitions
    self.replication = replication
    self.settings = settings
    self.leaderless = leaderless
    self.underReplicated = underReplicated
    self.isInternal = isInternal
  }
}
