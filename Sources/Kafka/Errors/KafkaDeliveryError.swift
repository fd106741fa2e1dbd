/// A record that was not acknowledged, and what is known of it.
public struct KafkaDeliveryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whether the record may be in the log all the same.
  public enum Persistence: Sendable, Hashable {
    /// It was never sent, or the broker refused it: sending it again makes no duplicate.
    case notPersisted
    /// It was sent and the answer is missing: sending it again may make a duplicate.
    case possiblyPersisted
    /// It is in the log although an error was reported.
    case persisted
  }

  public var error: KafkaError
  public var persistence: Persistence

  public init(error: KafkaError, persistence: Persistence) {
    self.error = error
    self.persistence = persistence
  }

  public var description: String {
    switch persistence {
    case .notPersisted: "\(error); not in the log"
    case .possiblyPersisted: "\(error); it may be in the log"
    case .persisted: "\(error); it is in the log"
    }
  }
}
