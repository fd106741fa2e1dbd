import Foundation
import Testing
import Threading

/// Opened once; holds threads, and tasks, until then.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  private let tasks = Lock<(open: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

  func open() {
    let waiting = tasks.withLock { state in
      defer { state = (true, []) }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
    semaphore.signal()
  }

  /// Blocks a thread that is not one of the cooperative pool's.
  func wait() {
    semaphore.wait()
    semaphore.signal()
  }

  func opened() async {
    await withCheckedContinuation { continuation in
      let open = tasks.withLock { state in
        if !state.open { state.waiting.append(continuation) }
        return state.open
      }
      if open { continuation.resume() }
    }
  }
}

/// How each of several jobs ended; `nil` stands for success.
final class Outcomes: Sendable {
  private let state = Lock<[Int: (any Error)?]>([:])
  private let complete = Gate()
  private let wanted = Lock(Int.max)

  func add(_ number: Int, _ result: Result<Void, any Error>) {
    let count = state.withLock { state in
      switch result {
      case .success: state[number] = .some(nil)
      case .failure(let error): state[number] = error
      }
      return state.count
    }
    if count >= wanted.withLock({ $0 }) { complete.open() }
  }

  func all(_ count: Int) async -> [Int: (any Error)?] {
    wanted.withLock { $0 = count }
    if state.withLock({ $0.count }) >= count { complete.open() }
    await complete.opened()
    return state.withLock { $0 }
  }
}
