import CRdkafka

/// Messages on their way into a batch. Lives on the consumer's thread.
struct BatchBuilder: ~Copyable {
  private struct Item {
    var message: UnsafeMutablePointer<rd_kafka_message_t>
    var partition: Int
  }

  private var items: [Item] = []
  private var partitions: [KafkaPartition] = []
  // The partition of the message before: messages come in runs.
  private var lastTopic: OpaquePointer?
  private var lastPartition: Int32 = -1
  private var lastIndex = 0
  private(set) var bytes = 0
  private(set) var started: ContinuousClock.Instant?

  init() {}

  deinit {
    for item in items { rd_kafka_message_destroy(item.message) }
  }

  var count: Int { items.count }

  mutating func add(_ message: UnsafeMutablePointer<rd_kafka_message_t>) {
    if started == nil { started = .now }
    // The library parses headers at the first look, which two readers of a batch must not do at once.
    var headers: OpaquePointer?
    _ = rd_kafka_message_headers(message, &headers)
    items.append(Item(message: message, partition: index(of: message)))
    bytes += message.pointee.len + message.pointee.key_len
  }

  func isFull(_ limits: KafkaBatchLimits) -> Bool { count >= limits.maxRecords || bytes >= limits.maxBytes }

  /// Frees the messages of these partitions: they were read before a rewind or belong to somebody else now.
  mutating func drop(_ dropped: some Collection<KafkaPartition>) {
    let dropped = Set(dropped)
    let doomed = Set(partitions.indices.filter { dropped.contains(partitions[$0]) })
    guard !doomed.isEmpty else { return }
    var kept: [Item] = []
    for item in items {
      if doomed.contains(item.partition) {
        bytes -= item.message.pointee.len + item.message.pointee.key_len
        rd_kafka_message_destroy(item.message)
      } else {
        kept.append(item)
      }
    }
    items = kept
    if items.isEmpty { started = nil }
  }

  /// The batch; nothing stays here.
  mutating func finish(group: KafkaGroupMetadata?, of client: ClientHandle) -> KafkaBatch {
    var grouped: [[UnsafeMutablePointer<rd_kafka_message_t>]] = Array(repeating: [], count: partitions.count)
    for item in items { grouped[item.partition].append(item.message) }
    var groups: [KafkaBatch.Group] = []
    var messages: [UnsafeMutablePointer<rd_kafka_message_t>] = []
    messages.reserveCapacity(items.count)
    for (partition, members) in zip(partitions, grouped) {
      guard let first = members.first, let last = members.last else { continue }
      groups.append(
        KafkaBatch.Group(
          partition: partition, range: messages.count..<messages.count + members.count, first: first.pointee.offset,
          next: last.pointee.offset + 1))
      messages += members
    }
    items.removeAll(keepingCapacity: true)
    partitions.removeAll(keepingCapacity: true)
    (lastTopic, bytes, started) = (nil, 0, nil)
    return KafkaBatch(messages, groups: groups, group: group, of: client)
  }

  private mutating func index(of message: UnsafeMutablePointer<rd_kafka_message_t>) -> Int {
    let (topic, partition) = (message.pointee.rkt, message.pointee.partition)
    if topic == lastTopic, partition == lastPartition { return lastIndex }
    let name = topic.flatMap { rd_kafka_topic_name($0) }.map { String(cString: $0) } ?? ""
    let found = KafkaPartition(name, partition)
    let index = partitions.firstIndex(of: found) ?? partitions.count
    if index == partitions.count { partitions.append(found) }
    (lastTopic, lastPartition, lastIndex) = (topic, partition, index)
    return index
  }
}
