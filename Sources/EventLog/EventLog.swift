/// An ordered, partitioned, durable log: Fenliu's contract with whatever carries its records.
///
/// Two backends keep it, an embedded one on SQLite and Apache Kafka; `Tests/EventLogConformance` holds both to it.
/// Within a partition order is kept; records with equal keys share a partition (murmur2 of the key, as Java's
/// partitioner has it, so that other programs agree). Nothing is said about order across partitions.
public protocol EventLog: Sendable {
  /// Names this log for ever; another cluster, or a log made anew, has another identity.
  func clusterID() async throws -> String

  /// The topics that exist, by name.
  func topics() async throws -> [TopicSpecification]

  /// Creates what is missing and adds partitions where more are asked for; never removes anything.
  func ensure(topics: [TopicSpecification]) async throws

  /// Appends and waits until every record is durable. All or none of them are in the log afterwards on the embedded
  /// backend; on Kafka each record stands for itself. Records of one call keep their order within a partition.
  ///
  /// - Returns: where each record stands, in the order given.
  func append(_ records: [ProducerRecord]) async throws -> [RecordCoordinates]

  /// Joins a consumer group.
  func consumer(_ subscription: Subscription) async throws -> any LogConsumer

  /// Opens the one publisher with this identity, fencing any earlier one that still runs.
  func publisher(id: String) async throws -> any LogPublisher

  /// The position that the publisher with this identity gave last, for whoever watches; opens and fences nothing.
  func publisherPosition(id: String) async throws -> Int64?

  /// Reads without a group: at most `maxRecords` committed records from `offset` on; empty at the end of the partition.
  func read(_ partition: TopicPartition, from offset: Int64, maxRecords: Int) async throws -> [ConsumedRecord]

  /// The bounds of each partition of a topic.
  func watermarks(topic: String) async throws -> [TopicPartition: Watermarks]

  /// The offsets at which a group will go on: those committed and nothing else.
  func committedOffsets(group: String) async throws -> [TopicPartition: Int64]

  /// Waits for what is under way, then lets go of everything.
  func close() async
}

/// What a member wants from its consumer group.
public struct Subscription: Sendable {
  public var group: String
  public var topics: [String]
  /// Names the member across restarts (static membership); two live members never share one.
  public var memberID: String
  /// At most this many records in a batch.
  public var maxRecords: Int
  /// A batch is closed once its keys, values and headers reach this many bytes; one record may be larger.
  public var maxBytes: Int
  /// How long a batch that is not full waits for more.
  public var maxWait: Duration
  /// Called when partitions are assigned; an offset given here is taken instead of the committed one. For consumers
  /// whose truth lies in a database.
  public var startOffsets: (@Sendable ([TopicPartition]) async throws -> [TopicPartition: Int64])?
  /// Called before partitions are let go, at the latest `revokeBudget` before others may have them.
  public var onRevoke: (@Sendable ([TopicPartition]) async -> Void)?
  public var revokeBudget: Duration

  public init(
    group: String, topics: [String], memberID: String, maxRecords: Int = 1_000, maxBytes: Int = 8 << 20,
    maxWait: Duration = .milliseconds(20),
    startOffsets: (@Sendable ([TopicPartition]) async throws -> [TopicPartition: Int64])? = nil,
    onRevoke: (@Sendable ([TopicPartition]) async -> Void)? = nil, revokeBudget: Duration = .seconds(10)
  ) {
    self.group = group
    self.topics = topics
    self.memberID = memberID
    self.maxRecords = maxRecords
    self.maxBytes = maxBytes
    self.maxWait = maxWait
    self.startOffsets = startOffsets
    self.onRevoke = onRevoke
    self.revokeBudget = revokeBudget
  }
}

/// A member of a consumer group.
public protocol LogConsumer: Sendable {
  /// Waits for records and gives them as one batch; `nil` once the consumer is closed.
  ///
  /// One batch is out at a time: asking again before the last one was committed or abandoned abandons it. Throws
  /// `CancellationError` when the task is cancelled while it waits; nothing is lost by that.
  func nextBatch() async throws -> (any RecordBatch)?

  /// Runs the exactly-once loop until the consumer is closed: what `transform` makes of a batch and the batch's offsets go
  /// into the log in one atomic step, batch after batch in order. A backend may decide one batch while the one before
  /// it is being committed.
  ///
  /// Throws what ``nextBatch()`` and ``RecordBatch/commit(appending:)`` throw, and what `transform` throws; batches that
  /// were not committed come again when it is called again. Not to be mixed with ``nextBatch()``.
  func process(_ transform: @escaping @Sendable ([ConsumedRecord]) async throws -> ProcessedBatch) async throws

  /// The partitions this member holds now.
  func assignment() async -> Set<TopicPartition>

  /// Leaves the group; a batch still out is given back and will be delivered again.
  func close() async
}

/// Records handed to a consumer, to be finished in one step.
public protocol RecordBatch: Sendable {
  /// Grouped by partition, in order within each.
  var records: [ConsumedRecord] { get }

  /// Finishes the batch: appends `outputs` and moves the group's offsets past `records` in one atomic step.
  ///
  /// Exactly once: if it throws, neither the outputs nor the offsets are in the log, and the records will be delivered
  /// again. It throws ``EventLogError/assignmentLost`` when a partition of the batch has gone to another member.
  @discardableResult
  func commit(appending outputs: [ProducerRecord]) async throws -> [RecordCoordinates]

  /// Gives the batch back unfinished: its records come again.
  func abandon() async
}

/// The only writer under its identity, which keeps its own position in the log beside what it writes.
///
/// For relaying from a database: the position says which rows are out, so that after a crash none is sent twice.
public protocol LogPublisher: Sendable {
  /// The position given with the last append under this identity; `nil` when there was none.
  func position() async throws -> Int64?

  /// Appends the records and the new position in one atomic step.
  ///
  /// Throws ``EventLogError/fenced`` when another publisher has opened the same identity since.
  @discardableResult
  func append(_ records: [ProducerRecord], position: Int64) async throws -> [RecordCoordinates]
}
