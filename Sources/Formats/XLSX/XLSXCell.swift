/// What a cell says.
public enum XLSXValue: Sendable, Hashable {
  /// Text, also the result of a formula and a date written out by ISO 8601.
  case string(String)
  /// With the digits as the file has them.
  case number(Double, text: String)
  /// A number shown as a date or time: days since 1899-12-30, with the time of day as fraction, from 1900-03-01 on.
  /// Files with the 1904 date system are converted.
  case dateSerial(Double)
  case boolean(Bool)
  /// An error value such as `#N/A`.
  case error(String)
  /// A cell that cannot be read; the others can.
  case unreadable(XLSXCellFault)
}

/// Why a cell cannot be read.
public enum XLSXCellFault: String, Error, Sendable, Hashable {
  /// Not a finite number where the file says there is one.
  case badNumber = "bad-number"
  /// Refers to a shared string that does not exist.
  case badSharedString = "bad-shared-string"
  /// Longer than `XLSXLimits.cell`.
  case textTooLong = "text-too-long"
  /// A type that the format does not know.
  case unknownType = "unknown-type"
}

/// A cell that is not empty.
public struct XLSXCell: Sendable, Hashable {
  /// From 0.
  public var column: Int
  public var value: XLSXValue

  public init(column: Int, value: XLSXValue) {
    self.column = column
    self.value = value
  }

  /// A column's letters: 0 is `A`, 26 is `AA`.
  public static func letters(ofColumn column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column
    repeat {
      letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
      rest = rest / 26 - 1
    } while rest >= 0
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}

/// A row with its cells that are not empty.
public struct XLSXRow: Sendable, Hashable {
  /// As the sheet numbers it, from 1; rows without cells may be missing in between.
  public var number: Int
  /// In the order of the file, which is that of the columns.
  public var cells: [XLSXCell]

  public init(number: Int, cells: [XLSXCell]) {
    self.number = number
    self.cells = cells
  }

  /// The value in a column, from 0.
  public subscript(column: Int) -> XLSXValue? {
    cells.first { $0.column == column }?.value
  }
}

/// A sheet of a workbook.
public struct XLSXSheet: Sendable, Hashable {
  public var name: String
  public var isHidden: Bool
  /// The part that holds its cells.
  let part: String
}
