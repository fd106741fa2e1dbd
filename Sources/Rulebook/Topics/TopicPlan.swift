public import Casework

/// A topic of the log as `Topics/` wants it.
public struct TopicPlan: Sendable, Hashable {
  public enum Cleanup: String, Sendable, Hashable, CaseIterable { case delete, compact }

  public enum Retention: Sendable, Hashable {
    case days(Int)
    case forever

    /// Milliseconds; `nil` for ever.
    public var milliseconds: Int64? {
      switch self {
      case .days(let days): Int64(days) * 86_400_000
      case .forever: nil
      }
    }
  }

  public var name: String
  public var title: Bilingual
  /// On the embedded log.
  public var embeddedPartitions: Int
  /// On a cluster.
  public var kafkaPartitions: Int
  /// On a cluster.
  public var replication: Int
  /// `min.insync.replicas` on a cluster.
  public var minInSync: Int
  public var cleanup: Cleanup
  public var retention: Retention
  /// What a record's key is, for instance `source:external-id`.
  public var key: String
  /// The JSON Schema of the values, in the topics' folder.
  public var schema: String?
  public var holdsPersonalData: Bool
  /// The part of the program that writes it.
  public var owner: String
  public var why: Bilingual

  public init(
    name: String, title: Bilingual, embeddedPartitions: Int, kafkaPartitions: Int, replication: Int, minInSync: Int,
    cleanup: Cleanup, retention: Retention, key: String, schema: String? = nil, holdsPersonalData: Bool, owner: String,
    why: Bilingual
  ) {
    self.name = name
    self.title = title
    self.embeddedPartitions = embeddedPartitions
    self.kafkaPartitions = kafkaPartitions
    self.replication = replication
    self.minInSync = minInSync
    self.cleanup = cleanup
    self.retention = retention
    self.key = key
    self.schema = schema
    self.holdsPersonalData = holdsPersonalData
    self.owner = owner
    self.why = why
  }
}
