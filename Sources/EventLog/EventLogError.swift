/// What can go wrong with a log, by what the caller has to do about it.
public enum EventLogError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Nothing was written; the same call may succeed later (disk full, brokers away, busy).
  case unavailable(String)
  /// The batch's partitions belong to another member now: drop the batch, ask for the next one.
  case assignmentLost([TopicPartition])
  /// A newer publisher has taken over: stop.
  case fenced(id: String)
  case unknownTopic(String)
  case unknownPartition(TopicPartition)
  /// One record is larger than the log takes, in bytes.
  case recordTooLarge(topic: String, bytes: Int, limit: Int)
  /// The offset asked for is no longer, or not yet, in the log.
  case offsetOutOfRange(RecordCoordinates, Watermarks)
  /// Another process owns the log's files.
  case owned(path: String, pid: Int32?)
  /// What was read is not what was written.
  case corrupted(RecordCoordinates?, String)
  case closed

  public var description: String {
    switch self {
    case .unavailable(let why): "the log is unavailable: \(why)"
    case .assignmentLost(let partitions):
      "these partitions belong to another member now: \(partitions.map(\.description).joined(separator: ", "))"
    case .fenced(let id): "another publisher with the identity \(id) has taken over"
    case .unknownTopic(let topic): "no topic \(topic)"
    case .unknownPartition(let partition): "no partition \(partition)"
    case .recordTooLarge(let topic, let bytes, let limit):
      "a record of \(bytes) bytes for \(topic); the limit is \(limit)"
    case .offsetOutOfRange(let at, let marks): "\(at) is outside \(marks.low)..<\(marks.high)"
    case .owned(let path, let pid): "\(path) is owned by another process\(pid.map { " (pid \($0))" } ?? "")"
    case .corrupted(let at, let why): "corrupted\(at.map { " at \($0)" } ?? ""): \(why)"
    case .closed: "the log is closed"
    }
  }
}
