import Foundation
import Threading

/// Something that happens once, awaited by tasks and by threads.
final class Completion: Sendable {
  private struct State {
    var done = false
    var next = 0
    var waiting: [Int: UnsafeContinuation<Bool, Never>] = [:]
  }

  private let state = Lock(State())

  var isComplete: Bool { state.withLock { $0.done } }

  func complete() {
    let waiting = state.withLock { state in
      state.done = true
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    for continuation in waiting { continuation.resume(returning: true) }
  }

  /// Whether it happened within `duration`.
  func wait(atMost duration: Duration) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask { await self.wait() }
      group.addTask {
        try? await Task.sleep(for: duration)
        return false
      }
      let first = await group.next() ?? false
      group.cancelAll()
      return first
    }
  }

  /// `false` when the task was cancelled before it happened.
  private func wait() async -> Bool {
    let ticket = state.withLock { state in
      state.next += 1
      return state.next
    }
    return await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let now: Bool? = state.withLock { state in
          if state.done { return true }
          if Task.isCancelled { return false }
          state.waiting[ticket] = continuation
          return nil
        }
        if let now { continuation.resume(returning: now) }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume(returning: false)
    }
  }
}
