import CSQLite

/// A prepared statement, and the row it stands on. Owns its handle.
final class SQLiteStatement: RowCursor {
  let sql: String
  let columns: [String]
  private let handle: OpaquePointer
  /// `slots[n - 1]` is where SQLite wants `$n`: it numbers parameters by their first appearance.
  private let slots: [Int32]
  private lazy var places = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  /// Between the first step and the reset: a statement cannot be started again inside its own loop.
  private(set) var isRunning = false

  init(_ sql: String, on connection: OpaquePointer) throws {
    var handle: OpaquePointer?
    var rest = 0
    var copy = sql
    let code = copy.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { text in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          connection, text.baseAddress, Int32(text.count), UInt32(SQLITE_PREPARE_PERSISTENT), &handle, &tail)
        if let tail, let start = text.baseAddress {
          rest = text.dropFirst(tail - start).filter { !" \n\t\r;".utf8.contains(UInt8(bitPattern: $0)) }.count
        }
        return code
      }
    }
    guard code == SQLITE_OK else {
      throw SQLiteResultCode(extended: code).error(String(cString: sqlite3_errmsg(connection)), sql: sql)
    }
    guard let handle else { throw DatabaseError(.misuse, "an empty statement", sql: sql) }
    do {
      guard rest == 0 else { throw DatabaseError(.misuse, "more than one statement", sql: sql) }
      slots = try Self.slots(of: handle, sql)
    } catch {
      sqlite3_finalize(handle)
      throw error
    }
    self.sql = sql
    self.handle = handle
    columns = (0..<sqlite3_column_count(handle)).map { String(cString: sqlite3_column_name(handle, $0)) }
  }

  deinit { sqlite3_finalize(handle) }

  private static func slots(of handle: OpaquePointer, _ sql: String) throws -> [Int32] {
    let count = sqlite3_bind_parameter_count(handle)
    var slots = [Int32](repeating: 0, count: Int(count))
    for index in 0..<count {
      guard let name = sqlite3_bind_parameter_name(handle, index + 1), name[0] == CChar(UInt8(ascii: "$")),
        let number = Int(String(cString: name + 1)), slots.indices.contains(number - 1)
      else {
        throw DatabaseError(.misuse, "parameters are $1 to $n, each of them used", sql: sql)
      }
      slots[number - 1] = index + 1
    }
    return slots
  }

  // MARK: Running

  /// Binds, calls `body`, which steps, and resets whatever happens.
  func run<Result>(
    _ parameters: [SQLValue], on connection: OpaquePointer, _ body: () throws -> Result
  ) throws -> Result {
    guard parameters.count == slots.count else {
      throw DatabaseError(
        .misuse, "\(parameters.count) parameters for a statement with \(slots.count)", sql: sql)
    }
    isRunning = true
    defer {
      sqlite3_reset(handle)
      // Blobs are bound without a copy: their bytes are gone once this returns.
      if !parameters.isEmpty { sqlite3_clear_bindings(handle) }
      isRunning = false
    }
    return try bind(parameters, from: 0, on: connection, then: body)
  }

  /// Steps once; `true` when it stands on a row.
  func step(on connection: OpaquePointer) throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw error(code, connection)
    }
  }

  private func error(_ code: Int32, _ connection: OpaquePointer) -> DatabaseError {
    SQLiteResultCode(extended: code).error(String(cString: sqlite3_errmsg(connection)), sql: sql)
  }

  /// Goes one level deeper for each large blob, so that its bytes stay where they are until `body` has run.
  private func bind<Result>(
    _ parameters: [SQLValue], from first: Int, on connection: OpaquePointer, then body: () throws -> Result
  ) throws -> Result {
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    for index in first..<parameters.count {
      let slot = slots[index]
      let code: Int32
      switch parameters[index] {
      case .null: code = sqlite3_bind_null(handle, slot)
      case .integer(let value): code = sqlite3_bind_int64(handle, slot, value)
      case .real(let value): code = sqlite3_bind_double(handle, slot, value)
      case .boolean(let value): code = sqlite3_bind_int64(handle, slot, value ? 1 : 0)
      case .text(var value):
        code = value.withUTF8 { text in
          guard let start = text.baseAddress, !text.isEmpty else { return sqlite3_bind_text(handle, slot, "", 0, nil) }
          return start.withMemoryRebound(to: CChar.self, capacity: text.count) {
            sqlite3_bind_text64(handle, slot, $0, UInt64(text.count), copied, UInt8(SQLITE_UTF8))
          }
        }
      case .blob(let bytes):
        guard !bytes.isEmpty else {
          code = sqlite3_bind_zeroblob(handle, slot, 0)
          break
        }
        let small = 64
        if bytes.count <= small {
          code = bytes.withUnsafeBytes { sqlite3_bind_blob64(handle, slot, $0.baseAddress, UInt64($0.count), copied) }
          break
        }
        return try bytes.withUnsafeBytes { buffer in
          let code = sqlite3_bind_blob64(handle, slot, buffer.baseAddress, UInt64(buffer.count), nil)
          guard code == SQLITE_OK else { throw error(code, connection) }
          return try bind(parameters, from: index + 1, on: connection, then: body)
        }
      }
      guard code == SQLITE_OK else { throw error(code, connection) }
    }
    return try body()
  }

  // MARK: The current row

  func index(of name: String) -> Int? { places[name] }

  func type(_ column: Int) -> SQLType {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

  func real(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }

  func text(_ column: Int) -> String {
    let start = sqlite3_column_text(handle, Int32(column))
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func blob(_ column: Int) -> [UInt8] { Array(bytes(column)) }

  func withBytes<Result>(_ column: Int, _ body: (RawSpan) throws -> Result) rethrows -> Result {
    try body(bytes(column).bytes)
  }

  private func bytes(_ column: Int) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(handle, Int32(column))
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column))))
  }
}
