import CSQLite
import Glibc

/// One connection to a SQLite file, with its prepared statements. Owns its handle; used by one thread at a time.
final class SQLiteConnection: SQLConnection {
  private let handle: OpaquePointer
  private var statements: [String: SQLiteStatement] = [:]
  /// Set while a job runs: a full disk ends the transaction behind its back, and what it goes on to write must not
  /// then become a transaction of its own.
  private var inTransaction = false

  /// A program has a few hundred statements; one that builds them from values must not fill the memory.
  private let maxStatements = 1_000

  let dialect = SQLDialect.sqlite

  init(path: String, configuration: SQLiteConfiguration, writes: Bool) throws {
    Self.surviveFileSizeLimit
    var handle: OpaquePointer?
    let mode = writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
    let code = sqlite3_open_v2(path, &handle, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let handle else {
      defer { sqlite3_close_v2(handle) }
      throw SQLiteResultCode(extended: code).error("\(path): \(String(cString: sqlite3_errstr(code)))")
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, configuration.busyTimeout.milliseconds)
    do {
      try configure(configuration, writes: writes)
    } catch {
      throw (error as? DatabaseError).map { DatabaseError($0, at: path) } ?? error
    }
  }

  deinit { close() }

  /// Beyond a limit on the size of files the kernel sends a signal that ends the process; ignored, SQLite gets an error.
  private static let surviveFileSizeLimit: Void = { _ = signal(SIGXFSZ, SIG_IGN) }()

  private func configure(_ configuration: SQLiteConfiguration, writes: Bool) throws {
    if writes {
      try execute("PRAGMA page_size = \(configuration.pageSize)", [])
      let mode: String? = try scalar("PRAGMA journal_mode = WAL")
      guard mode == "wal" else {
        throw DatabaseError(.cannotOpen, "the file's journal mode is \(mode ?? "unknown"), wanted wal")
      }
      try execute("PRAGMA synchronous = FULL", [])
      try execute("PRAGMA journal_size_limit = \(64 << 20)", [])
    }
    try execute("PRAGMA foreign_keys = ON", [])
    try execute("PRAGMA trusted_schema = OFF", [])
    try execute("PRAGMA cell_size_check = ON", [])
    try execute("PRAGMA temp_store = MEMORY", [])
    try execute("PRAGMA cache_size = -\(max(1, configuration.cacheSize >> 10))", [])
    statements = [:]
  }

  private func close() {
    statements = [:]
    sqlite3_close_v2(handle)
  }

  // MARK: Statements

  private func withStatement<Result>(_ sql: String, _ body: (SQLiteStatement) throws -> Result) throws -> Result {
    if inTransaction && !isTransactionOpen {
      throw DatabaseError(.other, "the transaction was rolled back by an earlier error of this job", sql: sql)
    }
    if let statement = statements[sql] {
      return try body(statement.isRunning ? SQLiteStatement(sql, on: handle) : statement)
    }
    let statement = try SQLiteStatement(sql, on: handle)
    if statements.count >= maxStatements { statements = statements.filter { $0.value.isRunning } }
    statements[sql] = statement
    return try body(statement)
  }

  @discardableResult
  func execute(_ sql: String, _ parameters: [SQLValue]) throws -> Int {
    try withStatement(sql) { statement in
      // sqlite3_changes keeps the last figure through statements that change nothing.
      let before = sqlite3_total_changes64(handle)
      try statement.run(parameters, on: handle) {
        while try statement.step(on: handle) {}
      }
      return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
    }
  }

  func forEachRow(_ sql: String, _ parameters: [SQLValue], _ body: (borrowing Row) throws -> Bool) throws {
    try withStatement(sql) { statement in
      try statement.run(parameters, on: handle) {
        let row = Row(statement)
        while try statement.step(on: handle) {
          guard try body(row) else { break }
        }
      }
    }
  }

  // MARK: Transactions

  /// Whether a transaction is open; some errors (disk full, corruption) end it by themselves.
  var isTransactionOpen: Bool { sqlite3_get_autocommit(handle) == 0 }

  func begin(writing: Bool) throws {
    try execute(writing ? "BEGIN IMMEDIATE" : "BEGIN", [])
    inTransaction = true
  }

  func commit() throws {
    inTransaction = false
    do {
      try execute("COMMIT", [])
    } catch {
      rollback()
      throw error
    }
  }

  func rollback() {
    inTransaction = false
    if isTransactionOpen { _ = try? execute("ROLLBACK", []) }
  }

  func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
    try execute("SAVEPOINT job", [])
    do {
      let result = try body()
      try execute("RELEASE job", [])
      return result
    } catch {
      if isTransactionOpen {
        try execute("ROLLBACK TO job", [])
        try execute("RELEASE job", [])
      }
      throw error
    }
  }

  // MARK: Upkeep

  /// Moves everything from the write-ahead log into the file and empties the log.
  func checkpoint() throws {
    let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    guard code == SQLITE_OK else {
      throw SQLiteResultCode(extended: code).error(String(cString: sqlite3_errmsg(handle)))
    }
  }
}

extension Duration {
  fileprivate var milliseconds: Int32 {
    Int32(clamping: components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000)
  }
}

extension DatabaseError {
  /// The same error with the file's path before its message.
  init(_ error: DatabaseError, at path: String) {
    self = error
    message = "\(path): \(error.message)"
  }
}
