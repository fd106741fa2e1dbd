public import Crypto
public import Database
import Glibc
public import Logging

/// How the embedded log behaves.
public struct EventLogSQLiteConfiguration: Sendable {
  /// The largest record taken, in bytes of key, value and headers together.
  public var recordLimit: Int
  /// How long a tombstone of a compacted topic stays after everything before it has been compacted, in milliseconds.
  public var tombstoneRetention: Int64
  /// Milliseconds since 1970-01-01 UTC, for records that bring no timestamp.
  public var now: @Sendable () -> Int64
  /// What the digests of a new log's records are made with; a log that is there goes on with what it has.
  public var digest: DigestAlgorithm
  public var database: SQLiteConfiguration
  public var logger: Logger

  public init(
    recordLimit: Int = 4 << 20, tombstoneRetention: Int64 = 24 * 3_600 * 1_000,
    now: (@Sendable () -> Int64)? = nil, digest: DigestAlgorithm = .sha256,
    database: SQLiteConfiguration = SQLiteConfiguration(pageSize: 8_192),
    logger: Logger = Logger(label: "event-log")
  ) {
    self.recordLimit = recordLimit
    self.tombstoneRetention = tombstoneRetention
    self.now = now ?? { Self.wallClock() }
    self.digest = digest
    self.database = database
    self.logger = logger
  }

  private static func wallClock() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}
