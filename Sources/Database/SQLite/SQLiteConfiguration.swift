/// How a SQLite file is opened. The defaults are those of a store that must not lose what it acknowledged.
public struct SQLiteConfiguration: Sendable {
  /// Threads that read, each with a connection of its own.
  public var readers: Int
  /// How long a statement waits for another process's lock before it throws ``DatabaseError/Kind/busy``.
  public var busyTimeout: Duration
  /// Writing jobs that may wait; beyond it ``DatabaseError/Kind/overloaded``.
  public var maxWaitingWrites: Int
  /// Reading jobs that may wait for a thread; beyond it ``DatabaseError/Kind/overloaded``.
  public var maxWaitingReads: Int
  /// Jobs that share one transaction at most.
  public var maxGroup: Int
  /// Opens beside an owner in another process: nothing can be written.
  public var readOnly: Bool
  /// Bytes of a page of a new file, a power of two from 512 to 65,536.
  public var pageSize: Int
  /// Memory that each connection keeps for pages, in bytes.
  public var cacheSize: Int

  public init(
    readers: Int = 2, busyTimeout: Duration = .seconds(5), maxWaitingWrites: Int = 20_000,
    maxWaitingReads: Int = 10_000, maxGroup: Int = 1_000, readOnly: Bool = false, pageSize: Int = 4_096,
    cacheSize: Int = 8 << 20
  ) {
    self.readers = readers
    self.busyTimeout = busyTimeout
    self.maxWaitingWrites = maxWaitingWrites
    self.maxWaitingReads = maxWaitingReads
    self.maxGroup = maxGroup
    self.readOnly = readOnly
    self.pageSize = pageSize
    self.cacheSize = cacheSize
  }
}
