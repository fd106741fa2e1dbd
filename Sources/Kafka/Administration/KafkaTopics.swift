/// A topic as its cluster describes it.
public struct KafkaTopicDescription: Sendable, Hashable {
  public struct Partition: Sendable, Hashable {
    /// The broker that leads it; `nil`: none, so that it can be neither read nor written.
    public var leader: Int32?
    public var replicas: [Int32]
    public var inSync: [Int32]

    public init(leader: Int32?, replicas: [Int32], inSync: [Int32]) {
      self.leader = leader
      self.replicas = replicas
      self.inSync = inSync
    }
  }

  public var name: String
  /// By number, from 0.
  public var partitions: [Partition]

  public init(name: String, partitions: [Partition]) {
    self.name = name
    self.partitions = partitions
  }
}

/// A cluster's brokers and topics.
public struct KafkaMetadata: Sendable, Hashable {
  public var brokers: [Int32]
  public var topics: [KafkaTopicDescription]

  public init(brokers: [Int32], topics: [KafkaTopicDescription]) {
    self.brokers = brokers
    self.topics = topics
  }
}

/// A topic to be made.
public struct KafkaNewTopic: Sendable, Hashable {
  public var name: String
  public var partitions: Int
  /// `nil`: as many as the cluster has by default.
  public var replication: Int?
  public var settings: [String: String]

  public init(name: String, partitions: Int, replication: Int? = nil, settings: [String: String] = [:]) {
    self.name = name
    self.partitions = partitions
    self.replication = replication
    self.settings = settings
  }
}

/// A setting of a topic.
public struct KafkaSetting: Sendable, Hashable {
  public var value: String
  /// Whether it was given to this topic; otherwise it holds because the broker or Kafka says so.
  public var isOwn: Bool

  public init(value: String, isOwn: Bool) {
    self.value = value
    self.isOwn = isOwn
  }
}
