/// Bounds that each row of a CSV file must keep.
public struct CSVLimits: Sendable, Hashable {
  /// Bytes of one field.
  public var field: Int
  /// Bytes of one row.
  public var row: Int
  /// Fields of one row.
  public var columns: Int

  public init(field: Int = 1 << 20, row: Int = 4 << 20, columns: Int = 16_384) {
    self.field = field
    self.row = row
    self.columns = columns
  }

  /// 1 MiB a field, 4 MiB a row, 16,384 columns.
  public static let standard = CSVLimits()
}

/// Why one row was refused, and where. The rows after it are read on.
public struct CSVError: Error, Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    /// A quote inside a field that does not begin with one.
    case bareQuote
    /// Something other than a delimiter or a line end after a closing quote.
    case textAfterQuote
    /// The input ended inside quotes.
    case unterminatedQuote
    case fieldTooLong(limit: Int)
    case rowTooLong(limit: Int)
    case tooManyColumns(limit: Int)
    /// A line from inside a refused row of several lines that does not look like a row of its own.
    case fragment
  }

  public var reason: Reason
  /// The physical line on which the row begins, from 1.
  public var rowLine: Int
  /// The physical line of the fault, from 1.
  public var line: Int
  /// The place of the fault in its line, from 1, in Unicode scalars.
  public var column: Int
  /// The field of the fault, from 0.
  public var field: Int
  /// Bytes before the fault in the whole input.
  public var offset: Int

  public init(reason: Reason, rowLine: Int, line: Int, column: Int, field: Int, offset: Int) {
    self.reason = reason
    self.rowLine = rowLine
    self.line = line
    self.column = column
    self.field = field
    self.offset = offset
  }

  /// A stable short name of the reason, for machines.
  public var code: String {
    switch reason {
    case .bareQuote: "bare-quote"
    case .textAfterQuote: "text-after-quote"
    case .unterminatedQuote: "unterminated-quote"
    case .fieldTooLong: "field-too-long"
    case .rowTooLong: "row-too-long"
    case .tooManyColumns: "too-many-columns"
    case .fragment: "fragment"
    }
  }
}

extension CSVError: CustomStringConvertible {
  public var description: String {
    let text =
      switch reason {
      case .bareQuote: "a quote inside an unquoted field"
      case .textAfterQuote: "text after a closing quote"
      case .unterminatedQuote: "the quote is never closed"
      case .fieldTooLong(let limit): "the field is longer than \(limit) bytes"
      case .rowTooLong(let limit): "the row is longer than \(limit) bytes"
      case .tooManyColumns(let limit): "more than \(limit) columns"
      case .fragment: "a part of the refused row before it"
      }
    return "\(line):\(column): field \(field + 1): \(text)"
  }
}
