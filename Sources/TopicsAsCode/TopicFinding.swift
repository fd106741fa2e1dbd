/// What a comparison says about one topic. A topic has several findings where several things differ.
public enum TopicFinding: Sendable, Hashable {
  /// Everything the files name is as they name it.
  case keep
  /// Not on the cluster yet.
  case add
  /// Fewer partitions than wanted. `movesKeys`: a key will go to another partition than before, so that its order is
  /// kept from then on only.
  case grow(from: Int, to: Int, movesKeys: Bool)
  /// A setting has another value. `mayDiscard`: with the new one the cluster may remove records that it now keeps.
  case change(setting: String, from: String?, to: String, mayDiscard: Bool)
  /// The cluster has a setting for this topic that the files do not name.
  case extra(setting: String, value: String)
  /// The cluster has a topic that the files do not name.
  case unmanaged
  /// What is wanted cannot be had by this program.
  case impossible(Obstacle)
  /// The topic cannot be used, or not safely, as the cluster stands now.
  case unhealthy(Ailment)

  public enum Obstacle: Sendable, Hashable {
    /// Partitions cannot be taken away.
    case fewerPartitions(found: Int, wanted: Int)
    /// Replicas are moved with the cluster's own tools, because every byte is copied.
    case replication(found: Int, wanted: Int)
    /// A topic cannot have more replicas than there are brokers.
    case tooFewBrokers(found: Int, wanted: Int)
  }

  public enum Ailment: Sendable, Hashable {
    case leaderless(partitions: [Int])
    case underReplicated(partitions: [Int])
  }

  /// Whether files and cluster differ in this.
  public var isDrift: Bool {
    switch self {
    case .keep, .extra, .unmanaged, .unhealthy: false
    case .add, .grow, .change, .impossible: true
    }
  }

  /// A word for programs.
  public var code: String {
    switch self {
    case .keep: "keep"
    case .add: "add"
    case .grow: "grow"
    case .change: "change"
    case .extra: "extra-setting"
    case .unmanaged: "unmanaged"
    case .impossible: "impossible"
    case .unhealthy: "unhealthy"
    }
  }
}
