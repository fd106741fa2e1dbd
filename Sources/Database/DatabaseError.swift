/// What went wrong in a database, by what the caller can do about it, with the engine's own words as evidence.
///
/// It never holds parameter values: they can be personal data.
public struct DatabaseError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Kind: Sendable, Hashable {
    /// A rule of the schema was broken; only the job that broke it failed.
    case constraint(Constraint)
    /// Another connection holds what is needed; the same call may succeed later.
    case busy
    /// The files cannot grow (disk full, quota, size limit); nothing was written and the same call may succeed later.
    case full
    /// The queue of jobs is as long as it may be; try later.
    case overloaded
    /// Closed, or being closed.
    case closed
    /// A write where only reading is allowed.
    case readOnly
    /// The files do not hold what was written.
    case corrupt
    /// The disk failed.
    case io
    /// The file cannot be opened.
    case cannotOpen
    /// Another process owns the files.
    case owned(pid: Int32?)
    /// The schema is newer than the program, or an applied migration is not the one the program knows.
    case schema
    /// A column holds another type than was asked for.
    case typeMismatch
    /// A statement, its parameters or a column's name are wrong: a fault of the program.
    case misuse
    /// One value or statement is larger than the engine takes.
    case tooLarge
    case other
  }

  public enum Constraint: Sendable, Hashable {
    /// A unique index or the primary key.
    case unique
    case notNull
    case check
    case foreignKey
    case other
  }

  public var kind: Kind
  /// What happened, in the engine's or our own words.
  public var message: String
  /// The engine's name for it: SQLite's primary result code, PostgreSQL's SQLSTATE class.
  public var code: String?
  /// The engine's finest distinction: SQLite's extended result code, PostgreSQL's SQLSTATE.
  public var extendedCode: String?
  /// The statement, with `$n` where values stood.
  public var sql: String?

  public init(_ kind: Kind, _ message: String, code: String? = nil, extendedCode: String? = nil, sql: String? = nil) {
    self.kind = kind
    self.message = message
    self.code = code
    self.extendedCode = extendedCode
    self.sql = sql
  }

  /// Whether nothing was written and the same call may succeed later.
  public var isRetriable: Bool {
    switch kind {
    case .busy, .full, .overloaded: true
    default: false
    }
  }

  /// Whether a unique index or primary key refused the row: for an idempotent insert, a repeat.
  public var isUniqueViolation: Bool { kind == .constraint(.unique) }

  public var description: String {
    var text = message
    if let extendedCode { text += " (\(code.map { "\($0) " } ?? "")\(extendedCode))" }
    if let sql { text += " in: \(sql)" }
    return text
  }
}
