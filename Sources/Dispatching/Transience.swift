import Database
import EventLog

/// Whether an error may pass by itself: the log or the store is away, busy or full, or a topic is not made yet.
enum Transience {
  static func isTransient(_ error: any Error) -> Bool {
    switch error as? EventLogError {
    case .unavailable?, .unknownTopic?: return true
    default: break
    }
    guard let error = error as? DatabaseError else { return false }
    return error.isRetriable
  }
}
