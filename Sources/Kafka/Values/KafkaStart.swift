/// From where a partition is read.
public enum KafkaStart: Sendable, Hashable {
  case offset(Int64)
  /// The first record that the partition still holds.
  case beginning
  /// What is appended from now on.
  case end
}
