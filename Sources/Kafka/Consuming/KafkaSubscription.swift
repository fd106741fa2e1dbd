/// What a member wants from its consumer group.
public struct KafkaSubscription: Sendable {
  public var group: String
  public var topics: [String]
  /// `group.instance.id`: names the member across restarts, so that a short restart moves no partition. Two live members
  /// never share one: the newer one fences the older.
  public var instanceID: String?
  public var limits: KafkaBatchLimits
  /// Where a partition is read for which the group has committed nothing; `nil`: that is an error.
  public var startWithoutOffset: KafkaStart?
  /// Asked when partitions are assigned; what it gives is taken instead of the committed offset. For consumers whose
  /// truth lies in a database. Repeated by joining again when it throws.
  public var startOffsets: (@Sendable ([KafkaPartition]) async throws -> [KafkaPartition: KafkaStart])?
  /// Called before partitions are let go. They go when it has returned and no batch with records of theirs is out any
  /// more, at the latest after `revokeBudget`. Not called when they are lost already.
  public var onRevoke: (@Sendable ([KafkaPartition]) async -> Void)?
  public var revokeBudget: Duration
  public var onEvent: KafkaEventHandler?

  public init(
    group: String, topics: [String], instanceID: String? = nil, limits: KafkaBatchLimits = KafkaBatchLimits(),
    startWithoutOffset: KafkaStart? = .beginning,
    startOffsets: (@Sendable ([KafkaPartition]) async throws -> [KafkaPartition: KafkaStart])? = nil,
    onRevoke: (@Sendable ([KafkaPartition]) async -> Void)? = nil, revokeBudget: Duration = .seconds(10),
    onEvent: KafkaEventHandler? = nil
  ) {
    self.group = group
    self.topics = topics
    self.instanceID = instanceID
    self.limits = limits
    self.startWithoutOffset = startWithoutOffset
    self.startOffsets = startOffsets
    self.onRevoke = onRevoke
    self.revokeBudget = revokeBudget
    self.onEvent = onEvent
  }
}
