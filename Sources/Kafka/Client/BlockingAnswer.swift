import Foundation
import Threading

/// An answer from another thread, waited for by blocking.
final class BlockingAnswer<Value: Sendable>: Sendable {
  private let box = Lock<Result<Value, any Error>?>(nil)
  private let signal = DispatchSemaphore(value: 0)

  func give(_ answer: Result<Value, any Error>) {
    box.withLock { $0 = answer }
    signal.signal()
  }

  func wait() -> Result<Value, any Error> {
    signal.wait()
    return box.withLock { $0 } ?? .failure(KafkaError(.state, during: "wait"))
  }

  /// `nil`: none came in time; it can be waited for again.
  func wait(atMost duration: Duration) -> Result<Value, any Error>? {
    guard signal.wait(timeout: .now() + .milliseconds(Int(duration.libraryMilliseconds))) == .success else {
      return nil
    }
    return box.withLock { $0 }
  }
}
