import Foundation

/// One thread of its own for calls that can block: jobs run on it in the order in which they were submitted.
///
/// The cooperative pool has as many threads as the machine has cores, so a blocking call on it stalls everything else.
/// A hop to this thread and back costs 16–36 µs: carry a batch with it, not a record.
public final class WorkerThread: Sendable {
  private struct State {
    var jobs: [@Sendable () -> Void] = []
    var closed = false
  }

  private let state = Lock(State())
  private let signal = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Starts the thread.
  public init(name: String, stackSize: Int = 1 << 20) {
    // The thread keeps its owner alive until `close()`: jobs that were accepted always run.
    let thread = Thread { self.loop() }
    thread.name = name
    thread.stackSize = stackSize
    thread.start()
  }

  /// Runs `body` on the thread and waits for its result without blocking the caller's thread.
  ///
  /// Cancellation is not looked at: a job that was accepted runs to its end. After ``close()`` it throws
  /// `CancellationError`.
  public func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Result, any Error>) in
      let accepted = submit { continuation.resume(with: Swift.Result { try body() }) }
      if !accepted { continuation.resume(throwing: CancellationError()) }
    }
  }

  /// Puts a job into the queue; `false` when the thread was closed and the job will never run.
  @discardableResult
  public func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
    let (accepted, first) = state.withLock { state in
      guard !state.closed else { return (false, false) }
      state.jobs.append(job)
      return (true, state.jobs.count == 1)
    }
    // The thread takes all jobs at once: one signal wakes it for all that come until it does.
    if first { signal.signal() }
    return accepted
  }

  /// Refuses further jobs, lets those in the queue run, and ends the thread. Does not wait; see ``join()``.
  public func close() {
    let first = state.withLock { state in
      defer { state.closed = true }
      return !state.closed
    }
    if first { signal.signal() }
  }

  /// Waits, blocking, until the thread has ended. Never call it from the cooperative pool, nor from a job.
  @available(*, noasync)
  public func join() {
    ended.wait()
    ended.signal()
  }

  private func loop() {
    while true {
      signal.wait()
      let (jobs, closed) = state.withLock { state in
        defer { state.jobs = [] }
        return (state.jobs, state.closed)
      }
      for job in jobs { job() }
      // Nothing is accepted after closing, so these were the last ones.
      if closed { break }
    }
    ended.signal()
  }
}
