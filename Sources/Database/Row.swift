/// One row of a result, valid only inside the closure that gets it: it reads straight from the engine's memory, and
/// copies nothing that is not asked for.
///
/// Columns are counted from 0 or named as the statement names them. A read that does not fit what the column holds
/// throws ``DatabaseError`` with the column's name and both types, never the value.
public struct Row: ~Copyable {
  let cursor: any RowCursor

  init(_ cursor: any RowCursor) { self.cursor = cursor }

  /// The number of columns.
  public var count: Int { cursor.columns.count }

  /// The columns' names, in order.
  public var names: [String] { cursor.columns }

  /// Reads a column by its place.
  public func get<Value: SQLReadable>(_ column: Int, as type: Value.Type = Value.self) throws -> Value {
    try Value.read(self, column)
  }

  /// Reads a column by its name.
  public func get<Value: SQLReadable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
    try Value.read(self, try index(of: column))
  }

  /// Whether the column is NULL.
  public func isNull(_ column: Int) throws -> Bool {
    try cursor.type(checked(column)) == .null
  }

  /// Whether the column is NULL.
  public func isNull(_ column: String) throws -> Bool {
    try cursor.type(index(of: column)) == .null
  }

  /// Reads a blob without copying it; the bytes are valid inside `body` only.
  public func withBytes<Result>(_ column: Int, _ body: (RawSpan) throws -> Result) throws -> Result {
    try expect(.blob, column)
    return try cursor.withBytes(column, body)
  }

  /// The value as the engine holds it; booleans come as the engine has them.
  public func value(_ column: Int) throws -> SQLValue {
    switch try cursor.type(checked(column)) {
    case .null: .null
    case .integer: .integer(cursor.integer(column))
    case .real: .real(cursor.real(column))
    case .text: .text(cursor.text(column))
    case .blob: .blob(cursor.blob(column))
    case .boolean: .boolean(cursor.integer(column) != 0)
    }
  }

  func index(of name: String) throws -> Int {
    guard let index = cursor.index(of: name) else {
      throw DatabaseError(.misuse, "no column \"\(name)\"; there are \(cursor.columns)", sql: cursor.sql)
    }
    return index
  }

  func checked(_ column: Int) throws -> Int {
    guard cursor.columns.indices.contains(column) else {
      throw DatabaseError(.misuse, "no column \(column); there are \(cursor.columns.count)", sql: cursor.sql)
    }
    return column
  }

  func mismatch(_ column: Int, _ wanted: SQLType) -> DatabaseError {
    let found = cursor.type(column)
    return DatabaseError(
      .typeMismatch, "column \"\(cursor.columns[column])\" holds \(found.rawValue), wanted \(wanted.rawValue)",
      sql: cursor.sql)
  }

  func expect(_ type: SQLType, _ column: Int) throws {
    guard try cursor.type(checked(column)) == type else { throw mismatch(column, type) }
  }
}

/// Where a row reads from: the engine's current result. Calls past the end or of another type than the column's are the
/// row's to prevent.
protocol RowCursor: AnyObject {
  var sql: String { get }
  var columns: [String] { get }
  func index(of name: String) -> Int?
  func type(_ column: Int) -> SQLType
  func integer(_ column: Int) -> Int64
  func real(_ column: Int) -> Double
  func text(_ column: Int) -> String
  func blob(_ column: Int) -> [UInt8]
  func withBytes<Result>(_ column: Int, _ body: (RawSpan) throws -> Result) rethrows -> Result
}
