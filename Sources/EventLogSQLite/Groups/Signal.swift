import Threading

/// Wakes the tasks that wait for something to have changed.
///
/// Take `version`, look whether what you want is so, and if not wait for what comes after that version: a change between
/// the two is not missed.
final class Signal: Sendable {
  private struct State {
    var version = 0
    var nextWaiter = 0
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
  }

  private let state = Lock(State())

  var version: Int { state.withLock { $0.version } }

  func notify() {
    let waiters = state.withLock { state in
      state.version += 1
      defer { state.waiters = [:] }
      return Array(state.waiters.values)
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Returns after a change later than `version`, at the deadline, or when the task is cancelled.
  func wait(after version: Int, until deadline: ContinuousClock.Instant? = nil) async {
    let number = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    let timer = deadline.map { deadline in
      Task {
        try? await Task.sleep(until: deadline, clock: .continuous)
        self.resume(number)
      }
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let now = state.withLock { state in
          // Cancelled before this: the handler found nobody to resume.
          if state.version != version || Task.isCancelled { return true }
          if let deadline, ContinuousClock.now >= deadline { return true }
          state.waiters[number] = continuation
          return false
        }
        if now { continuation.resume() }
      }
    } onCancel: {
      resume(number)
    }
    timer?.cancel()
  }

  private func resume(_ number: Int) {
    state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
  }
}
