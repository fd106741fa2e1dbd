/// What a consumer cannot go on with by itself.
public enum KafkaConsumerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// These partitions belong, or may belong, to another member now: drop what was read from them.
  case assignmentLost([KafkaPartition])
  /// The position is no longer, or not yet, in the partition. Records are missing, or the topic was made anew: somebody
  /// has to decide where to go on (``KafkaConsumer/seek(_:)``).
  case offsetOutOfRange(KafkaPartition, offset: Int64?, watermarks: KafkaWatermarks?, reason: String)
  /// The hook that gives the start offsets failed, so that nothing was assigned; asking for the next batch joins again.
  case startOffsetsUnavailable([KafkaPartition], reason: String)
  /// Another member with the same `group.instance.id` has taken over, or the client failed for good.
  case fatal(KafkaError)
  case closed

  public var description: String {
    switch self {
    case .assignmentLost(let partitions):
      "these partitions belong to another member now: \(partitions.map(\.description).joined(separator: ", "))"
    case .offsetOutOfRange(let partition, let offset, let marks, let reason):
      "\(partition) cannot be read from \(offset.map(String.init) ?? "its position"): \(reason)"
        + (marks.map { "; it holds \($0.low)..<\($0.high)" } ?? "")
    case .startOffsetsUnavailable(let partitions, let reason):
      "no start offsets for \(partitions.map(\.description).joined(separator: ", ")): \(reason)"
    case .fatal(let error): "the consumer cannot go on: \(error)"
    case .closed: "the consumer is closed"
    }
  }
}
