import Glibc

/// A value guarded by a POSIX mutex, with the shape of `Synchronization.Mutex`.
///
/// `Mutex` itself is reported by the thread sanitizer on Linux as an access race although the code is right; this one is
/// not. Hold it for a few instructions only, never across an `await`.
public final class Lock<Value>: @unchecked Sendable {
  // Sendable without the compiler's proof: `value` and `mutex` are touched only between lock and unlock below, and the
  // initial value is taken over with `sending`, so that nobody else can still reach it.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var value: Value

  /// Takes the value over.
  public init(_ value: consuming sending Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    let code = pthread_mutex_init(mutex, nil)
    precondition(code == 0, "pthread_mutex_init failed with \(code)")
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deinitialize(count: 1)
    mutex.deallocate()
  }

  /// Runs `body` with exclusive access to the value and gives back what it returns.
  public func withLock<Result, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
