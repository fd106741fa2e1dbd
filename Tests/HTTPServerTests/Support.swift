import Foundation
import HTTPServer
import Testing
import Threading

/// Holds tasks until it is opened, or they are cancelled.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiters: [Int: CheckedContinuation<Bool, Never>] = [:]
    var next = 0
  }

  private let state = Lock(State())

  /// How many wait.
  var waiting: Int { state.withLock { $0.waiters.count } }

  /// `true` once open, `false` when cancelled.
  @discardableResult
  func wait() async -> Bool {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { state in
          if state.isOpen || Task.isCancelled {
            continuation.resume(returning: state.isOpen)
          } else {
            state.waiters[number] = continuation
          }
        }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: number)?.resume(returning: false) }
    }
  }

  func open() {
    state.withLock { state in
      state.isOpen = true
      for waiter in state.waiters.values { waiter.resume(returning: true) }
      state.waiters = [:]
    }
  }
}

/// Waits, a generous while, until something becomes true, and records an issue when it does not.
func eventually(
  _ what: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async -> Bool
) async {
  let deadline = ContinuousClock.now + .seconds(30)
  while ContinuousClock.now < deadline {
    if await condition() { return }
    try? await Task.sleep(for: .milliseconds(5))
  }
  Issue.record(what ?? "it never became true", sourceLocation: sourceLocation)
}

/// What of this process lies in memory.
func residentBytes() -> Int {
  guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
    let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
  else { return 0 }
  return pages * Int(getpagesize())
}

/// How many descriptors this process has open.
func openDescriptors() -> Int {
  (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
}

/// Whether a sanitizer's runtime is loaded.
let isSanitized: Bool = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

extension RawClient {
  /// Sends the same bytes again and again until the server takes no more for a while; how many it took.
  func pushUntilBlocked(_ piece: [UInt8], limit: Int) -> Int {
    var pushed = 0
    while pushed < limit, isWritable(seconds: 1.5) {
      let count = sendSome(piece)
      if count <= 0 { break }
      pushed += count
    }
    return pushed
  }
}

/// Bytes that differ from place to place, made quickly.
func pattern(_ size: Int, seed: UInt8 = 0) -> [UInt8] {
  let piece = (0..<4_099).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) &+ seed }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(size + piece.count)
  while bytes.count < size { bytes += piece }
  bytes.removeLast(bytes.count - size)
  return bytes
}

/// A small generator with a seed, so that a failure can be seen again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}
