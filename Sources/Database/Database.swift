/// A relational database with one writer and many readers: the contract that SQLite keeps now, and that PostgreSQL can
/// keep behind the same statements.
public protocol Database: Sendable {
  /// Runs a job that writes, in a transaction; returns once the transaction is durable.
  ///
  /// All jobs waiting at the same moment share one transaction and one flush to disk, each inside a savepoint of its
  /// own: a job that throws is undone alone, and its error is thrown here. Jobs run one at a time in the order in which
  /// they were handed over. If the transaction itself fails, every job of it throws that error and none has happened.
  /// An accepted job runs even when the task that waits for it is cancelled.
  ///
  /// Throws ``DatabaseError/Kind/overloaded`` at once when too many jobs wait.
  @discardableResult
  func write<Result: Sendable>(
    _ job: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result

  /// Like ``write(_:)`` for callers that are not tasks: `completion` is called once, after the transaction is durable or
  /// has failed, on a thread of the database's. It must not block.
  func enqueueWrite<Result: Sendable>(
    _ job: @escaping @Sendable (any SQLConnection) throws -> Result,
    completion: @escaping @Sendable (Swift.Result<Result, any Error>) -> Void
  )

  /// Runs a job that only reads, on one consistent snapshot of what was committed before. Keep it short: an old
  /// snapshot keeps the engine from cleaning up.
  func read<Result: Sendable>(
    _ job: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result

  /// Lets the jobs that were accepted run, then closes. Later calls throw ``DatabaseError/Kind/closed``.
  func close() async
}
