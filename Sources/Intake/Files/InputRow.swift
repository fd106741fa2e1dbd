public import Casework
public import Messages

/// A row of a file as its reader gives it.
public enum InputRow: Sendable {
  case submission(ReadSubmission, line: Int)
  case rejected(RejectedRow)

  /// The line of the file on which the row starts, or the number of a workbook's row; from 1.
  public var line: Int {
    switch self {
    case .submission(_, let line): line
    case .rejected(let row): row.line
    }
  }
}

/// A row that was not taken in, and why: goes into the file of rejects. It never holds a value.
public struct RejectedRow: Sendable, Hashable {
  public var line: Int
  public var reasons: [Reason]

  public struct Reason: Sendable, Hashable {
    /// In a table the number of the column, in JSON the character in the line; from 1.
    public var column: Int?
    /// The column's header, in a table.
    public var header: String?
    public var field: String
    /// A ``Rule``'s raw value, a code of the format's reader, or `conflict`.
    public var rule: String
    public var limit: String?
    public var wording: Bilingual

    public init(
      column: Int?, header: String? = nil, field: String, rule: String, limit: String? = nil, wording: Bilingual
    ) {
      self.column = column
      self.header = header
      self.field = field
      self.rule = rule
      self.limit = limit
      self.wording = wording
    }
  }

  public init(line: Int, reasons: [Reason]) {
    self.line = line
    self.reasons = reasons
  }
}

/// Reads a file row by row. Synchronous: whoever uses it gives it a thread of its own.
protocol RowReader {
  /// The next row; `nil` at the end.
  mutating func next() throws -> InputRow?
  /// Bytes of the file read so far.
  var bytesRead: Int64 { get }
}
