extension KafkaConfiguration {
  // What we set where the user has not; everything else keeps the library's default.

  /// For every client: small requests are not held back by Nagle's algorithm.
  static let common: [String: String] = ["socket.nagle.disable": "true"]

  /// No loss, no duplicate, keys placed as Java's client places them.
  static let producer: [String: String] = [
    "enable.idempotence": "true",
    "partitioner": "murmur2_random",
    // The broker's limit decides (1 MiB by default there, with its overhead); the library's own is lower than that.
    "message.max.bytes": "8388608",
  ]

  /// Right after a commit the broker refuses the next transaction for some milliseconds: the library's default back-off
  /// of 100 ms would be the cost of every short transaction.
  static let transactional: [String: String] = ["retry.backoff.ms": "5", "linger.ms": "5"]

  /// Offsets move only when the caller says so, and a position that is gone is an error, not a jump.
  static let consumer: [String: String] = [
    "enable.auto.commit": "false",
    "enable.auto.offset.store": "false",
    "auto.offset.reset": "error",
    "isolation.level": "read_committed",
    "check.crcs": "true",
    // Cooperative rebalancing has several faults in 2.0.2 (crash before the first assignment, a close that hangs).
    "partition.assignment.strategy": "range",
  ]

  static let reader: [String: String] = [
    "group.id": "reader-without-group",
    "enable.partition.eof": "true",
  ]
}
