import Threading

/// A bell between those who write to the outbox and the relay, so that the relay need not look all the time.
public final class OutboxSignal: Sendable {
  private struct State {
    var hasRung = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Lock(State())

  public init() {}

  /// Something is in the outbox. Safe from any thread, and cheap when nobody waits.
  public func ring() {
    let waiter = state.withLock { state in
      guard let waiter = state.waiter else {
        state.hasRung = true
        return nil as CheckedContinuation<Void, Never>?
      }
      state.waiter = nil
      return waiter
    }
    waiter?.resume()
  }

  /// Waits until it rings, if it has not since the last wait, and no longer than `limit`.
  public func wait(atMost limit: Duration) async {
    let alarm = Task {
      do { try await Task.sleep(for: limit) } catch { return }
      ring()
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let rangAlready = state.withLock { state in
          if state.hasRung {
            state.hasRung = false
            return true
          }
          state.waiter = continuation
          return false
        }
        if rangAlready { continuation.resume() }
      }
    } onCancel: {
      ring()
    }
    alarm.cancel()
  }
}
