import CRdkafka

/// Owns a list of topic partitions.
///
/// A list that is forgotten keeps references to partitions, and the client's destruction then waits for ever.
struct PartitionList: ~Copyable {
  private let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

  init(capacity: Int = 8) {
    pointer = rd_kafka_topic_partition_list_new(Int32(clamping: capacity))
  }

  init(_ partitions: some Collection<KafkaPartition>) {
    self.init(capacity: partitions.count)
    for partition in partitions { add(partition) }
  }

  init(offsets: [KafkaPartition: Int64]) {
    self.init(capacity: offsets.count)
    for (partition, offset) in offsets.sorted(by: { $0.key < $1.key }) { add(partition, offset: offset) }
  }

  /// Takes a list over that the library has given away.
  init(taking pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) {
    self.pointer = pointer
  }

  deinit { rd_kafka_topic_partition_list_destroy(pointer) }

  func add(_ partition: KafkaPartition, offset: Int64 = rdk_offset_invalid) {
    guard let added = rd_kafka_topic_partition_list_add(pointer, partition.topic, partition.partition) else { return }
    added.pointee.offset = offset
  }

  func add(topic: String) {
    rd_kafka_topic_partition_list_add(pointer, topic, rdk_partition_any)
  }

  /// Lends the list to a call of the library, which it outlives.
  borrowing func lend<Result>(_ body: (UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> Result) -> Result {
    body(pointer)
  }

  var entries: [PartitionEntry] { PartitionEntry.all(in: pointer) }
}

/// One line of a list of topic partitions, copied out.
struct PartitionEntry {
  var partition: KafkaPartition
  /// Negative for the library's logical offsets.
  var offset: Int64
  var error: rd_kafka_resp_err_t

  static func all(in list: UnsafePointer<rd_kafka_topic_partition_list_t>?) -> [PartitionEntry] {
    guard let list, let elements = list.pointee.elems else { return [] }
    return (0..<Int(list.pointee.cnt)).map { index in
      let element = elements[index]
      let topic = element.topic.map { String(cString: $0) } ?? ""
      return PartitionEntry(
        partition: KafkaPartition(topic, element.partition), offset: element.offset, error: element.err)
    }
  }
}
