/// A connection inside a job: synchronous, and valid only in the closure that was given it.
///
/// Statements are written once for both engines: parameters are `$1`, `$2`, …, bound by that name whatever their order,
/// and each from 1 to the highest must appear. Statements are prepared once and kept, so write them as constants and
/// put every value into a parameter.
public protocol SQLConnection: AnyObject {
  /// The engine behind it, for the few things that the common subset of SQL cannot say.
  var dialect: SQLDialect { get }

  /// Runs a statement to its end, passing over rows.
  ///
  /// - Returns: the number of rows that it inserted, changed or deleted.
  @discardableResult
  func execute(_ sql: String, _ parameters: [SQLValue]) throws -> Int

  /// Runs a query and calls `body` for each row until it returns `false` or the rows end.
  func forEachRow(_ sql: String, _ parameters: [SQLValue], _ body: (borrowing Row) throws -> Bool) throws

  /// Runs `body`; when it throws, what it wrote is undone and what came before it stays. May be nested.
  func savepoint<Result>(_ body: () throws -> Result) throws -> Result
}

extension SQLConnection {
  /// Runs a statement to its end.
  ///
  /// - Returns: the number of rows that it inserted, changed or deleted.
  @discardableResult
  public func execute(_ sql: String, _ parameters: SQLValue...) throws -> Int {
    try execute(sql, parameters)
  }

  /// Runs a query and gives what `read` makes of each row.
  public func query<Result>(
    _ sql: String, _ parameters: SQLValue..., read: (borrowing Row) throws -> Result
  ) throws -> [Result] {
    try query(sql, parameters, read: read)
  }

  /// Runs a query and gives what `read` makes of each row.
  public func query<Result>(
    _ sql: String, _ parameters: [SQLValue], read: (borrowing Row) throws -> Result
  ) throws -> [Result] {
    var results: [Result] = []
    try forEachRow(sql, parameters) { row in
      results.append(try read(row))
      return true
    }
    return results
  }

  /// Runs a query and gives what `read` makes of the first row; `nil` when there is none.
  public func queryOne<Result>(
    _ sql: String, _ parameters: SQLValue..., read: (borrowing Row) throws -> Result
  ) throws -> Result? {
    try queryOne(sql, parameters, read: read)
  }

  /// Runs a query and gives what `read` makes of the first row; `nil` when there is none.
  public func queryOne<Result>(
    _ sql: String, _ parameters: [SQLValue], read: (borrowing Row) throws -> Result
  ) throws -> Result? {
    var result: Result?
    try forEachRow(sql, parameters) { row in
      result = try read(row)
      return false
    }
    return result
  }

  /// The first column of the first row; `nil` when there is no row.
  public func scalar<Value: SQLReadable>(
    _ sql: String, _ parameters: SQLValue..., as type: Value.Type = Value.self
  ) throws -> Value? {
    try queryOne(sql, parameters) { try $0.get(0, as: Value.self) }
  }
}
