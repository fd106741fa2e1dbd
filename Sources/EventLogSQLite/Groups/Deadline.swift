import Threading

/// Runs `body` and returns when it is done, or at the deadline if that comes first: `body` then goes on alone.
func withDeadline(_ deadline: ContinuousClock.Instant, _ body: @escaping @Sendable () async -> Void) async {
  let done = Lock(false)
  let signal = Signal()
  let version = signal.version
  let work = Task {
    await body()
    done.withLock { $0 = true }
    signal.notify()
  }
  // Waiting must outlast the caller's cancellation: what `body` does may not be cut short by it.
  await Task {
    while !done.withLock({ $0 }), ContinuousClock.now < deadline {
      await signal.wait(after: version, until: deadline)
    }
  }.value
  if !done.withLock({ $0 }) { work.cancel() }
}
