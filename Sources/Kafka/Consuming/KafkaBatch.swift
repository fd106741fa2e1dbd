import CRdkafka
import Threading

/// Records read together, in the library's own memory until the batch is let go.
///
/// Grouped by partition, in order within each. A batch is *out* until the consumer hears what became of it:
/// ``KafkaConsumer/commit(_:)``, ``KafkaConsumer/finish(_:)`` or a rewind.
public final class KafkaBatch: @unchecked Sendable {
  // Sendable without the compiler's proof: the messages are never changed after the batch was made; their headers, which
  // the library parses at the first look at them, were looked at before.
  private let messages: [UnsafeMutablePointer<rd_kafka_message_t>]
  private let groups: [Group]
  private let client: ClientHandle
  private let lost = Lock<Set<KafkaPartition>>([])

  struct Group: Sendable {
    var partition: KafkaPartition
    var range: Range<Int>
    /// The first record's offset.
    var first: Int64
    /// Where the group goes on after this batch: the last record's offset plus one.
    var next: Int64
  }

  /// The member and generation with which the batch was read; `nil` without a group.
  public let group: KafkaGroupMetadata?

  /// Takes the messages over; they are grouped already.
  init(
    _ messages: [UnsafeMutablePointer<rd_kafka_message_t>], groups: [Group], group: KafkaGroupMetadata?,
    of client: ClientHandle
  ) {
    self.messages = messages
    self.groups = groups
    self.group = group
    self.client = client
    client.destruction.heldBatches.withLock { $0 += 1 }
  }

  deinit {
    client.destruction.heldBatches.withLock { $0 -= 1 }
    for message in messages { rd_kafka_message_destroy(message) }
  }

  public var count: Int { messages.count }

  public var partitions: [KafkaPartition] { groups.map(\.partition) }

  /// Where the group goes on once this batch is handled: for each partition the last record's offset plus one.
  public var nextOffsets: [KafkaPartition: Int64] {
    Dictionary(uniqueKeysWithValues: groups.map { ($0.partition, $0.next) })
  }

  /// The first record's offset in each partition.
  public var firstOffsets: [KafkaPartition: Int64] {
    Dictionary(uniqueKeysWithValues: groups.map { ($0.partition, $0.first) })
  }

  /// Partitions of this batch that have gone to another member, or may have: their records must not be committed.
  public var lostPartitions: Set<KafkaPartition> { lost.withLock { $0 } }

  func lose(_ partitions: some Collection<KafkaPartition>) {
    let mine = Set(self.partitions).intersection(partitions)
    lost.withLock { $0.formUnion(mine) }
  }

  /// Lends the records one after the other.
  public func forEach<Failure: Error>(
    _ body: (borrowing KafkaMessageView) throws(Failure) -> Void
  ) throws(Failure) {
    for group in groups {
      for index in group.range {
        try body(KafkaMessageView(message: messages[index], partition: group.partition))
      }
    }
  }

  /// Lends one record.
  ///
  /// - Parameter index: `0..<count`.
  public func withRecord<Result, Failure: Error>(
    at index: Int, _ body: (borrowing KafkaMessageView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Batches have few groups, so a search through them costs less than an index a record.
    let group = groups.first { $0.range.contains(index) }
    precondition(group != nil, "index \(index) outside 0..<\(count)")
    return try body(KafkaMessageView(message: messages[index], partition: group?.partition ?? KafkaPartition("", -1)))
  }

  /// The records as values of their own.
  public func copy() -> [KafkaMessage] {
    var copied: [KafkaMessage] = []
    copied.reserveCapacity(count)
    forEach { copied.append($0.copy()) }
    return copied
  }
}
