import Threading

/// Tasks that wait until the client's queue has room again.
final class RoomWaiters: Sendable {
  enum Verdict: Sendable { case tryAgain, tooLate, cancelled }

  private struct State {
    var next = 0
    var waiting: [Int: (continuation: UnsafeContinuation<Verdict, Never>, deadline: ContinuousClock.Instant)] = [:]
    var closed = false
  }

  private let state = Lock(State())

  var isEmpty: Bool { state.withLock { $0.waiting.isEmpty } }

  /// - Parameter arrived: called once the task is among those that wait.
  func wait(until deadline: ContinuousClock.Instant, arrived: () -> Void) async -> Verdict {
    let ticket = state.withLock { state in
      state.next += 1
      return state.next
    }
    return await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let now: Verdict? = state.withLock { state in
          if state.closed { return .tryAgain }
          if Task.isCancelled { return .cancelled }
          state.waiting[ticket] = (continuation, deadline)
          return nil
        }
        if let now { continuation.resume(returning: now) } else { arrived() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: ticket)?.continuation }?.resume(returning: .cancelled)
    }
  }

  /// There is room: all of them try again, in the order in which they came.
  func room() {
    let waiting = state.withLock { state in
      defer { state.waiting = [:] }
      return state.waiting.sorted { $0.key < $1.key }.map(\.value.continuation)
    }
    for continuation in waiting { continuation.resume(returning: .tryAgain) }
  }

  /// Those whose deadline has passed give up.
  func expire(at now: ContinuousClock.Instant) {
    let late = state.withLock { state in
      let late = state.waiting.filter { $0.value.deadline <= now }
      for ticket in late.keys { state.waiting[ticket] = nil }
      return late.values.map(\.continuation)
    }
    for continuation in late { continuation.resume(returning: .tooLate) }
  }

  /// From now on nobody waits.
  func close() {
    state.withLock { $0.closed = true }
    room()
  }
}
