/// A type that can be read from a column.
///
/// An enum with a readable raw value conforms by saying so: `extension Channel: SQLReadable {}`.
public protocol SQLReadable {
  static func read(_ row: borrowing Row, _ column: Int) throws -> Self
}

extension Int64: SQLReadable {
  public static func read(_ row: borrowing Row, _ column: Int) throws -> Int64 {
    try row.expect(.integer, column)
    return row.cursor.integer(column)
  }
}

extension Int: SQLReadable {
  public static func read(_ row: borrowing Row, _ column: Int) throws -> Int {
    Int(try Int64.read(row, column))
  }
}

extension Int32: SQLReadable {
  public static func read(_ row: borrowing Row, _ column: Int) throws -> Int32 {
    let wide = try Int64.read(row, column)
    guard let value = Int32(exactly: wide) else {
      throw DatabaseError(
        .typeMismatch, "column \"\(row.cursor.columns[column])\" does not fit 32 bits", sql: row.cursor.sql)
    }
    return value
  }
}

extension Double: SQLReadable {
  /// Takes an integer too: SQLite keeps 2.0 as 2 in a numeric column.
  public static func read(_ row: borrowing Row, _ column: Int) throws -> Double {
    switch row.cursor.type(try row.checked(column)) {
    case .real: return row.cursor.real(column)
    case .integer: return Double(row.cursor.integer(column))
    default: throw row.mismatch(column, .real)
    }
  }
}

extension Bool: SQLReadable {
  /// Takes 0 and 1 too: SQLite has no booleans of its own.
  public static func read(_ row: borrowing Row, _ column: Int) throws -> Bool {
    switch row.cursor.type(try row.checked(column)) {
    case .boolean, .integer:
      let value = row.cursor.integer(column)
      guard value == 0 || value == 1 else { throw row.mismatch(column, .boolean) }
      return value == 1
    default: throw row.mismatch(column, .boolean)
    }
  }
}

extension String: SQLReadable {
  public static func read(_ row: borrowing Row, _ column: Int) throws -> String {
    try row.expect(.text, column)
    return row.cursor.text(column)
  }
}

extension Array: SQLReadable where Element == UInt8 {
  public static func read(_ row: borrowing Row, _ column: Int) throws -> [UInt8] {
    try row.expect(.blob, column)
    return row.cursor.blob(column)
  }
}

extension Optional: SQLReadable where Wrapped: SQLReadable {
  public static func read(_ row: borrowing Row, _ column: Int) throws -> Wrapped? {
    row.cursor.type(try row.checked(column)) == .null ? nil : try Wrapped.read(row, column)
  }
}

extension SQLReadable where Self: RawRepresentable, RawValue: SQLReadable {
  public static func read(_ row: borrowing Row, _ column: Int) throws -> Self {
    guard let value = Self(rawValue: try RawValue.read(row, column)) else {
      throw DatabaseError(
        .typeMismatch, "column \"\(row.cursor.columns[column])\" holds no \(Self.self)", sql: row.cursor.sql)
    }
    return value
  }
}
