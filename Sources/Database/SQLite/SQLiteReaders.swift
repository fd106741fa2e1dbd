import Threading

/// A pool of threads that read, each with a connection of its own.
final class SQLiteReaders: Sendable {
  private struct State {
    var idle: [Reader] = []
    var waiting: [@Sendable (SQLiteConnection) -> Void] = []
    /// How many of `waiting` have been taken from its front.
    var taken = 0
    var closed = false
  }

  private enum Admission { case refused(DatabaseError), queued, go(Reader) }

  private let state = Lock(State())
  private let readers: [Reader]
  private let limit: Int

  init(path: String, configuration: SQLiteConfiguration) async throws {
    limit = configuration.maxWaitingReads
    var readers: [Reader] = []
    do {
      for number in 1...max(1, configuration.readers) {
        readers.append(try await Reader(number, path: path, configuration: configuration))
      }
    } catch {
      for reader in readers { await reader.close() }
      throw error
    }
    self.readers = readers
    state.withLock { [readers] in $0.idle = readers }
  }

  func read<Value: Sendable>(_ job: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      submit { result in
        continuation.resume(
          with: Result {
            let connection = try result.get()
            try connection.begin(writing: false)
            defer { connection.rollback() }
            return try job(connection)
          })
      }
    }
  }

  func close() async {
    state.withLock { $0.closed = true }
    for reader in readers { await reader.close() }
  }

  private func submit(_ job: @escaping @Sendable (Result<SQLiteConnection, any Error>) -> Void) {
    let work: @Sendable (SQLiteConnection) -> Void = { job(.success($0)) }
    let admission: Admission = state.withLock { state in
      if state.closed { return .refused(DatabaseError(.closed, "the database is closed")) }
      if let reader = state.idle.popLast() { return .go(reader) }
      if state.waiting.count - state.taken >= limit {
        return .refused(DatabaseError(.overloaded, "\(limit) reads wait already"))
      }
      state.waiting.append(work)
      return .queued
    }
    switch admission {
    case .refused(let error): job(.failure(error))
    case .queued: break
    case .go(let reader): reader.start(work) { self.next(reader) }
    }
  }

  /// What a reader that has become free does next; none: it rests.
  private func next(_ reader: Reader) -> (@Sendable (SQLiteConnection) -> Void)? {
    state.withLock { state in
      guard state.taken < state.waiting.count else {
        state.waiting = []
        state.taken = 0
        state.idle.append(reader)
        return nil
      }
      defer { state.taken += 1 }
      return state.waiting[state.taken]
    }
  }
}

/// One thread with one connection that only reads.
private final class Reader: Sendable {
  private let thread: WorkerThread
  // Reached only from jobs of `thread`.
  private nonisolated(unsafe) var connection: SQLiteConnection?

  init(_ number: Int, path: String, configuration: SQLiteConfiguration) async throws {
    thread = WorkerThread(name: "sqlite-reader-\(number)")
    do {
      try await thread.run {
        self.connection = try SQLiteConnection(path: path, configuration: configuration, writes: false)
      }
    } catch {
      thread.close()
      throw error
    }
  }

  // Dropped without being closed: the thread ends, and the last reference to the connection closes it.
  deinit { thread.close() }

  func start(
    _ work: @escaping @Sendable (SQLiteConnection) -> Void,
    then next: @escaping @Sendable () -> (@Sendable (SQLiteConnection) -> Void)?
  ) {
    thread.submit {
      guard let connection = self.connection else { return }
      work(connection)
      while let work = next() { work(connection) }
    }
  }

  func close() async {
    try? await thread.run { self.connection = nil }
    thread.close()
  }
}
