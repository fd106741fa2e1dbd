import Database
import EventLog

/// Whether an error may pass by itself: the log or the store is away, busy or full.
enum Transience {
  static func isTransient(_ error: any Error) -> Bool {
    if case .unavailable? = error as? EventLogError { return true }
    guard let error = error as? DatabaseError else { return false }
    return error.isRetriable
  }
}
