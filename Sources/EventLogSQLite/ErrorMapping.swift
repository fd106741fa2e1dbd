import Database
import EventLog

extension EventLogError {
  /// What a database's error means to a user of the log; `nil` for a fault of the program, which stays as it is.
  init?(_ error: DatabaseError, path: String) {
    switch error.kind {
    case .busy, .full, .overloaded, .io, .readOnly, .cannotOpen: self = .unavailable(error.description)
    case .closed: self = .closed
    case .corrupt: self = .corrupted(nil, error.description)
    case .owned(let pid): self = .owned(path: path, pid: pid)
    default: return nil
    }
  }

  /// Runs `body` and gives the database's errors their meaning.
  static func translating<Result>(_ path: String, _ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as DatabaseError {
      throw EventLogError(error, path: path) ?? error
    }
  }
}
