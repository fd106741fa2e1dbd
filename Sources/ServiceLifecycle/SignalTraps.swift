import Dispatch
import Glibc
import Threading

/// The write end of the pipe below. Outside any type, so that the handler reads a plain variable: a signal may arrive
/// while any other code holds any lock.
// Written once, before the first handler is installed, and never again.
nonisolated(unsafe) private var wakePipe: Int32 = -1

/// Called by the system on whichever thread the signal meets: only calls that POSIX allows there.
private func trap(_ number: Int32) {
  let kept = errno
  var byte = UInt8(truncatingIfNeeded: number)
  // The pipe does not block: when it is full, as many signals wait already as anybody can ask for.
  _ = write(wakePipe, &byte, 1)
  errno = kept
}

/// Who waits for which signal in this process.
///
/// A handler writes the signal's number into a pipe, and a dispatch source reads it there. Neither `signalfd` nor `sigwait`
/// is used: both need the signal blocked in every thread, also those that were started before.
final class SignalTraps: Sendable {
  /// Names one ``add(_:_:)``.
  struct Token: Hashable, Sendable {
    let signal: Int32
    let number: Int
  }

  private struct State {
    var waiting: [Int32: [Int: @Sendable () -> Void]] = [:]
    /// What was done with the signal before, to be restored.
    var earlier: [Int32: sigaction] = [:]
    var lastNumber = 0
  }

  static let shared = SignalTraps()

  private let state = Lock(State())
  // Never touched after `init`, only kept alive; Dispatch does not say that its sources are Sendable.
  nonisolated(unsafe) private let source: any DispatchSourceRead

  private init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "no pipe for signals: errno \(errno)")
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    wakePipe = ends[1]
    let readEnd = ends[0]
    source = DispatchSource.makeReadSource(
      fileDescriptor: readEnd, queue: DispatchQueue(label: "signals"))
    source.setEventHandler { [state] in
      var bytes = [UInt8](repeating: 0, count: 64)
      while true {
        let count = read(readEnd, &bytes, bytes.count)
        guard count > 0 else { return }
        for byte in bytes.prefix(count) {
          let callbacks = state.withLock { Array(($0.waiting[Int32(byte)] ?? [:]).values) }
          for callback in callbacks { callback() }
        }
      }
    }
    source.activate()
  }

  /// Calls `callback` for each arrival of the signal from now on.
  func add(_ signal: Int32, _ callback: @escaping @Sendable () -> Void) -> Token {
    state.withLock { state in
      state.lastNumber += 1
      state.waiting[signal, default: [:]][state.lastNumber] = callback
      if state.earlier[signal] == nil {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = trap
        action.sa_flags = SA_RESTART
        var earlier = sigaction()
        sigaction(signal, &action, &earlier)
        state.earlier[signal] = earlier
      }
      return Token(signal: signal, number: state.lastNumber)
    }
  }

  /// Ends an ``add(_:_:)``; after the last one, the signal does again what it did before.
  func remove(_ token: Token) {
    state.withLock { state in
      state.waiting[token.signal]?[token.number] = nil
      guard state.waiting[token.signal]?.isEmpty == true, var earlier = state.earlier[token.signal] else { return }
      sigaction(token.signal, &earlier, nil)
      state.earlier[token.signal] = nil
      state.waiting[token.signal] = nil
    }
  }
}
