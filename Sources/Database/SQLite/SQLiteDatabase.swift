/// A SQLite file in write-ahead mode with full synchronisation: one writer thread that commits in groups, and a pool of
/// readers that neither wait for it nor hold it up.
///
/// One process writes; another may open the same file with ``SQLiteConfiguration/readOnly``. Who may write is settled
/// by an ``OwnerLock``, which is the caller's to take.
public final class SQLiteDatabase: Database {
  public let path: String
  private let writer: SQLiteWriter?
  private let readers: SQLiteReaders

  /// Opens the file and creates it where it is missing, or throws what keeps it from being opened.
  public init(path: String, configuration: SQLiteConfiguration = SQLiteConfiguration()) async throws {
    self.path = path
    let writer = configuration.readOnly ? nil : try await SQLiteWriter(path: path, configuration: configuration)
    do {
      readers = try await SQLiteReaders(path: path, configuration: configuration)
    } catch {
      await writer?.close()
      throw error
    }
    self.writer = writer
  }

  @discardableResult
  public func write<Result: Sendable>(
    _ job: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      enqueueWrite(job) { continuation.resume(with: $0) }
    }
  }

  public func enqueueWrite<Result: Sendable>(
    _ job: @escaping @Sendable (any SQLConnection) throws -> Result,
    completion: @escaping @Sendable (Swift.Result<Result, any Error>) -> Void
  ) {
    guard let writer else { return completion(.failure(readOnlyError)) }
    writer.enqueue(TypedWriteJob(job, completion: completion))
  }

  public func read<Result: Sendable>(
    _ job: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    try await readers.read(job)
  }

  public func close() async {
    await readers.close()
    await writer?.close()
  }

  // MARK: Upkeep

  /// Faults that SQLite finds in the file, in its words; empty when it is whole. `quick` passes over the comparison of
  /// indexes with their tables. Neither sees a changed byte inside a value: a digest beside the value does.
  public func faults(quick: Bool = true) async throws -> [String] {
    do {
      return try await read { connection in
        try connection.query(quick ? "PRAGMA quick_check" : "PRAGMA integrity_check") { try $0.get(0, as: String.self) }
          .filter { $0 != "ok" }
      }
    } catch let error as DatabaseError where error.kind == .corrupt {
      return [error.message]
    }
  }

  /// Writes a compact, consistent copy of the whole database into a new file, while readers go on and writers wait.
  ///
  /// Throws when the file exists already.
  public func backUp(to path: String) async throws {
    guard let writer else { throw readOnlyError }
    _ = try await writer.maintain { try $0.execute("VACUUM INTO $1", [.text(path)]) }
  }

  /// Moves what the write-ahead log holds into the file, and empties it.
  public func checkpoint() async throws {
    guard let writer else { throw readOnlyError }
    try await writer.maintain { try $0.checkpoint() }
  }

  private var readOnlyError: DatabaseError { DatabaseError(.readOnly, "\(path) was opened for reading only") }
}
