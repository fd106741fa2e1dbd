import Threading

/// Tells one service that it shall shut down: a flag, and the handlers that wait for it.
final class GracefulShutdownManager: Sendable {
  private struct State {
    var isShuttingDown = false
    var handlers: [Int: @Sendable () -> Void] = [:]
    var lastNumber = 0
  }

  /// The one of the service on whose behalf the current task works.
  @TaskLocal static var current: GracefulShutdownManager?

  private let state = Lock(State())

  var isShuttingDown: Bool { state.withLock { $0.isShuttingDown } }

  /// Registers a handler; runs it at once, and gives back nothing, when the shutdown has begun.
  func register(_ handler: @escaping @Sendable () -> Void) -> Int? {
    let number: Int? = state.withLock { state in
      guard !state.isShuttingDown else { return nil }
      state.lastNumber += 1
      state.handlers[state.lastNumber] = handler
      return state.lastNumber
    }
    if number == nil { handler() }
    return number
  }

  func remove(_ number: Int) {
    state.withLock { state in state.handlers[number] = nil }
  }

  /// Begins the shutdown; a second call does nothing.
  func shutdownGracefully() {
    state.withLock { $0.isShuttingDown = true }
    // One by one and outside the lock: a handler may itself ask or register, and one that was removed meanwhile does not run.
    while let handler = takeHandler() { handler() }
  }

  private func takeHandler() -> (@Sendable () -> Void)? {
    state.withLock { state in
      guard let first = state.handlers.keys.min() else { return nil }
      return state.handlers.removeValue(forKey: first)
    }
  }
}
