import Glibc
import Metrics
import Threading

/// The one writer: a thread that takes all waiting jobs at once and commits them together.
final class SQLiteWriter: Sendable {
  private struct Queue {
    var jobs: [WriteJob] = []
    /// The thread has been told and will look again before it rests.
    var awake = false
    var closed = false
  }

  private enum Admission { case refused(DatabaseError), queued, wake }

  private let queue = Lock(Queue())
  private let thread: WorkerThread
  private let limit: Int
  private let maxGroup: Int
  /// A group that has lasted so long takes no more jobs: those that wait for its end should not wait for large ones.
  private let maxGroupTime = Duration.milliseconds(50)
  private let metrics: DatabaseMetrics
  // Reached only from jobs of `thread`.
  private nonisolated(unsafe) var connection: SQLiteConnection?

  init(path: String, configuration: SQLiteConfiguration) async throws {
    limit = max(1, configuration.maxWaitingWrites)
    maxGroup = max(1, configuration.maxGroup)
    metrics = DatabaseMetrics(path: path)
    thread = WorkerThread(name: "sqlite-writer")
    do {
      try await thread.run {
        self.connection = try SQLiteConnection(path: path, configuration: configuration, writes: true)
      }
    } catch {
      thread.close()
      throw error
    }
  }

  // Dropped without being closed: the thread ends, and the last reference to the connection closes it.
  deinit { thread.close() }

  func enqueue(_ job: WriteJob) {
    let admission: Admission = queue.withLock { queue in
      if queue.closed { return .refused(DatabaseError(.closed, "the database is closed")) }
      if queue.jobs.count >= limit { return .refused(DatabaseError(.overloaded, "\(limit) writes wait already")) }
      queue.jobs.append(job)
      defer { queue.awake = true }
      return queue.awake ? .queued : .wake
    }
    switch admission {
    case .refused(let error):
      metrics.refused.increment()
      job.finish(error)
    case .queued: break
    case .wake: thread.submit { self.drain() }
    }
  }

  /// Lets the accepted jobs run, empties the write-ahead log into the file and closes it.
  func close() async {
    let first = queue.withLock { queue in
      defer { queue.closed = true }
      return !queue.closed
    }
    // Jobs of the thread run in order: those accepted before stand before this one.
    try? await thread.run {
      guard first else { return }
      self.drain()
      // A reader in another process may keep the log from being emptied; the next owner does it then.
      try? self.connection?.checkpoint()
      self.connection = nil
    }
    thread.close()
  }

  /// Runs work of the database's own on the writer's thread, between groups and outside a transaction.
  func maintain<Value: Sendable>(
    _ body: @escaping @Sendable (SQLiteConnection) throws -> Value
  ) async throws -> Value {
    do {
      return try await thread.run {
        guard let connection = self.connection else { throw DatabaseError(.closed, "the database is closed") }
        return try body(connection)
      }
    } catch is CancellationError {
      throw DatabaseError(.closed, "the database is closed")
    }
  }

  // MARK: On the thread

  private func drain() {
    var previous = 0
    while true {
      // Those who were just answered come back with their next job if they get the processor now: groups are larger.
      if previous > 1 { sched_yield() }
      let jobs = queue.withLock { queue in
        let jobs = queue.jobs
        queue.jobs = []
        if jobs.isEmpty { queue.awake = false }
        return jobs
      }
      guard !jobs.isEmpty else { return }
      previous = jobs.count
      var rest = jobs[...]
      while !rest.isEmpty { rest = rest.dropFirst(commit(rest.prefix(maxGroup))) }
    }
  }

  /// Runs the jobs in one transaction. Nobody is told anything before it is durable: even a failed job may have
  /// failed because of what another one of the same transaction wrote.
  ///
  /// - Returns: how many jobs have been dealt with; when one of them ends the transaction, those behind it have not run.
  private func commit(_ jobs: ArraySlice<WriteJob>) -> Int {
    guard let connection else {
      finish(jobs, DatabaseError(.closed, "the database is closed"))
      return jobs.count
    }
    let start = ContinuousClock.now
    var (ran, failed) = (0, 0)
    do {
      try connection.begin(writing: true)
      for job in jobs {
        ran += 1
        if try !run(job, alone: jobs.count == 1, on: connection) { failed += 1 }
        if ContinuousClock.now - start > maxGroupTime { break }
      }
      try connection.commit()
      metrics.commits.record(duration: ContinuousClock.now - start)
      metrics.succeeded.increment(by: ran - failed)
      metrics.failed.increment(by: failed)
      finish(jobs.prefix(ran), nil)
      return ran
    } catch {
      connection.rollback()
      let gone = ran == 0 ? jobs : jobs.prefix(ran)
      metrics.failed.increment(by: gone.count)
      finish(gone, error)
      return gone.count
    }
  }

  /// Throws only what ends the transaction; gives whether the job succeeded.
  private func run(_ job: WriteJob, alone: Bool, on connection: SQLiteConnection) throws -> Bool {
    do {
      if alone {
        try job.run(connection)
      } else {
        try connection.savepoint { try job.run(connection) }
      }
      return true
    } catch {
      if alone || !connection.isTransactionOpen { throw error }
      return false
    }
  }

  private func finish(_ jobs: ArraySlice<WriteJob>, _ failure: (any Error)?) {
    for job in jobs { job.finish(failure) }
  }
}
