import Foundation
import Threading

/// What others ask of the consumer's thread, in order, and the bell that calls it.
final class ConsumerInbox: Sendable {
  typealias Job = @Sendable (ConsumerCore) -> Void

  private struct State {
    var jobs: [Job] = []
    var closed = false
  }

  private let state = Lock(State())
  private let bell = DispatchSemaphore(value: 0)

  /// `false`: the thread has ended, the job will never run.
  func submit(_ job: @escaping Job) -> Bool {
    let accepted = state.withLock { state in
      guard !state.closed else { return false }
      state.jobs.append(job)
      return true
    }
    if accepted { bell.signal() }
    return accepted
  }

  func take() -> [Job] {
    state.withLock { state in
      defer { state.jobs = [] }
      return state.jobs
    }
  }

  /// Takes what is left and refuses the rest.
  func close() -> [Job] {
    state.withLock { state in
      state.closed = true
      defer { state.jobs = [] }
      return state.jobs
    }
  }

  func ring() { bell.signal() }

  /// Waits, blocking, until something came; `false` when nothing did.
  func wait(atMost duration: Duration) -> Bool {
    bell.wait(timeout: .now() + .milliseconds(Int(duration.libraryMilliseconds))) == .success
  }
}
