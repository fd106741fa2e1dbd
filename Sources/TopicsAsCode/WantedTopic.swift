public import Rulebook

/// A topic as `Topics/` wants it on a cluster: its shape and every setting the files name.
public struct WantedTopic: Sendable, Hashable {
  public var name: String
  public var partitions: Int
  public var replication: Int
  /// Settings by the broker's names, with their values as the broker writes them.
  public var settings: [String: String]
  /// Whether the records have keys, so that more partitions would send a key elsewhere than before.
  public var isKeyed: Bool

  public init(name: String, partitions: Int, replication: Int, settings: [String: String], isKeyed: Bool = true) {
    self.name = name
    self.partitions = partitions
    self.replication = replication
    self.settings = settings
    self.isKeyed = isKeyed
  }

  public init(_ plan: TopicPlan) {
    var settings = plan.settings
    settings["cleanup.policy"] = plan.cleanup.rawValue
    settings["retention.ms"] = String(plan.retention.milliseconds ?? -1)
    settings["min.insync.replicas"] = String(plan.minInSync)
    self.init(
      name: plan.name, partitions: plan.kafkaPartitions, replication: plan.replication, settings: settings)
  }

  /// The same on a cluster of so many brokers: fewer replicas where there are fewer brokers, and no more in-sync ones
  /// required than there can be.
  ///
  /// For trying it out and for tests only: with one replica a lost disk is a lost record.
  public func fitted(toBrokers brokers: Int) -> WantedTopic {
    guard brokers > 0, replication > brokers else { return self }
    var fitted = self
    fitted.replication = brokers
    if let required = settings["min.insync.replicas"].flatMap({ Int($0) }) {
      fitted.settings["min.insync.replicas"] = String(min(required, brokers))
    }
    return fitted
  }
}
