public import Casework

/// A topic of the log as `Topics/` wants it.
public struct TopicPlan: Sendable, Hashable {
  public enum Cleanup: String, Sendable, Hashable, CaseIterable { case delete, compact }

  public enum Retention: Sendable, Hashable {
    case days(Int)
    /// A time that is no whole number of days.
    case span(milliseconds: Int64)
    case forever

    /// Milliseconds; `nil` for ever.
    public var milliseconds: Int64? {
      switch self {
      case .days(let days): Int64(days) * 86_400_000
      case .span(let milliseconds): milliseconds
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
  /// Further settings on a cluster, by the broker's names.
  public var settings: [String: String]

  public init(
    name: String, title: Bilingual, embeddedPartitions: Int, kafkaPartitions: Int, replication: Int, minInSync: Int,
    cleanup: Cleanup, retention: Retention, key: String, schema: String? = nil, holdsPersonalData: Bool, owner: String,
    why: Bilingual, settings: [String: String] = [:]
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
    self.settings = settings
  }
}
