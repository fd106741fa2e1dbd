import EventLog
import Threading

/// Chooses the partition of a record that names none: by its key as Kafka's Java client does, and without a key all of
/// a call's records into one partition, another one for each call.
final class Partitioner: Sendable {
  private let turn = Lock<UInt32>(0)

  /// The number for the records without a key of one call.
  func nextTurn() -> Int32 {
    turn.withLock { turn in
      turn &+= 1
      return Int32(bitPattern: turn & 0x7fff_ffff)
    }
  }

  static func partition(of key: [UInt8]?, turn: Int32, count: Int32) -> Int32 {
    guard let key else { return turn % count }
    return (murmur2(key) & 0x7fff_ffff) % count
  }
}
