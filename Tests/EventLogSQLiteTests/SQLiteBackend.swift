import CSQLite
import Database
import EventLog
import EventLogConformance
import EventLogSQLite
import Foundation
import Logging

/// The embedded log, as the conformance suite wants it.
struct SQLiteBackend: LogBackend {
  var capabilities: Set<Capability> { Set(Capability.allCases) }

  func makeSite() async throws -> any LogSite { try SQLiteSite() }
}

/// A folder for one log, removed with it.
final class SQLiteSite: LogSite {
  let folder: String
  var path: String { "\(folder)/log.sqlite" }

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "event-log-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static var configuration: EventLogSQLiteConfiguration {
    var configuration = EventLogSQLiteConfiguration(
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    configuration.database.busyTimeout = .milliseconds(50)
    return configuration
  }

  func open() async throws -> any EventLog { try await openSQLite() }

  func openSQLite(_ change: (inout EventLogSQLiteConfiguration) -> Void = { _ in }) async throws -> EventLogSQLite {
    var configuration = Self.configuration
    change(&configuration)
    return try await EventLogSQLite(path: path, configuration: configuration)
  }

  /// Another connection holds the file's write lock meanwhile.
  func interrupting(_ body: @Sendable () async throws -> Void) async throws {
    let other = try RawSQLite(path)
    try other.execute("BEGIN IMMEDIATE")
    do {
      try await body()
    } catch {
      try other.execute("ROLLBACK")
      throw error
    }
    try other.execute("ROLLBACK")
  }

  func remove() async { try? FileManager.default.removeItem(atPath: folder) }
}

/// SQLite itself, past all that we put around it.
final class RawSQLite: @unchecked Sendable {
  struct Failure: Error { var code: Int32 }

  // One test uses it, one call at a time.
  private var handle: OpaquePointer?

  init(_ path: String) throws {
    let code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, nil)
    guard code == SQLITE_OK else { throw Failure(code: code) }
    sqlite3_busy_timeout(handle, 5_000)
  }

  deinit { sqlite3_close_v2(handle) }

  func execute(_ sql: String) throws {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw Failure(code: code) }
  }
}
