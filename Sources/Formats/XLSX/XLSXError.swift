/// Bounds that a workbook must keep.
public struct XLSXLimits: Sendable, Hashable {
  /// Bytes of all parts read, unpacked.
  public var unpackedSize: Int
  /// Unpacked bytes for each packed one; looked at beyond 16 MiB of a part.
  public var ratio: Int
  /// Bytes of all shared strings, which are held in memory.
  public var sharedStrings: Int
  /// Bytes of the text of one cell.
  public var cell: Int
  /// Bytes of the text of one row.
  public var row: Int
  public var rows: Int
  public var columns: Int
  public var sheets: Int
  /// Files in the archive.
  public var parts: Int

  public init(
    unpackedSize: Int = 1 << 30, ratio: Int = 250, sharedStrings: Int = 128 << 20, cell: Int = 1 << 20,
    row: Int = 8 << 20, rows: Int = 1_048_576, columns: Int = 16_384, sheets: Int = 256, parts: Int = 10_000
  ) {
    self.unpackedSize = unpackedSize
    self.ratio = ratio
    self.sharedStrings = sharedStrings
    self.cell = cell
    self.row = row
    self.rows = rows
    self.columns = columns
    self.sheets = sheets
    self.parts = parts
  }

  /// 1 GiB unpacked, 250 times the packed size, 128 MiB of shared strings, 1 MiB a cell, 8 MiB a row, the rows and
  /// columns of the format itself, 256 sheets, 10,000 parts.
  public static let standard = XLSXLimits()
}

/// Why a workbook was refused, and where.
public struct XLSXError: Error, Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    /// The file cannot be opened; the text is the system's or libzip's.
    case unreadable(String)
    /// A file of Excel 97 (.xls), or one locked with a password.
    case oldOrEncrypted
    case notZip
    case missingPart
    /// A part does not unpack to what the archive says.
    case damaged(String)
    /// A part breaks XML's grammar; the text is expat's.
    case syntax(String)
    /// A document type declaration, which no workbook needs: entities and outside references are refused.
    case doctypeRefused
    /// A tag, comment or the like that is too long.
    case markupTooLong(limit: Int)
    case tooDeep(limit: Int)
    case unpackedTooLarge(limit: Int)
    case packedTooTightly(limit: Int)
    case sharedStringsTooLarge(limit: Int)
    case rowTooLong(limit: Int)
    case tooManyRows(limit: Int)
    case tooManyColumns(limit: Int)
    case tooManySheets(limit: Int)
    case tooManyParts(limit: Int)
    /// A reference such as `B7` that is none.
    case badReference(String)
    case noSuchSheet(String)
  }

  public var reason: Reason
  /// The part of the archive, for example `xl/worksheets/sheet1.xml`; `nil`: the file as a whole.
  public var part: String?
  /// The place in the part's XML, from 1; `nil` where there is none. Columns count bytes, as expat does.
  public var line: Int?
  public var column: Int?

  public init(_ reason: Reason, part: String? = nil, line: Int? = nil, column: Int? = nil) {
    self.reason = reason
    self.part = part
    self.line = line
    self.column = column
  }

  /// A stable short name of the reason, for machines.
  public var code: String {
    switch reason {
    case .unreadable: "unreadable"
    case .oldOrEncrypted: "old-or-encrypted"
    case .notZip: "not-zip"
    case .missingPart: "missing-part"
    case .damaged: "damaged"
    case .syntax: "syntax"
    case .doctypeRefused: "doctype-refused"
    case .markupTooLong: "markup-too-long"
    case .tooDeep: "too-deep"
    case .unpackedTooLarge: "unpacked-too-large"
    case .packedTooTightly: "packed-too-tightly"
    case .sharedStringsTooLarge: "shared-strings-too-large"
    case .rowTooLong: "row-too-long"
    case .tooManyRows: "too-many-rows"
    case .tooManyColumns: "too-many-columns"
    case .tooManySheets: "too-many-sheets"
    case .tooManyParts: "too-many-parts"
    case .badReference: "bad-reference"
    case .noSuchSheet: "no-such-sheet"
    }
  }
}

extension XLSXError: CustomStringConvertible {
  public var description: String {
    var place = part.map { "\($0): " } ?? ""
    if let part, let line, let column { place = "\(part):\(line):\(column): " }
    return place + message
  }

  private var message: String {
    switch reason {
    case .unreadable(let text): text
    case .oldOrEncrypted: "an old .xls file or one locked with a password; save it as .xlsx without password"
    case .notZip: "not an .xlsx file"
    case .missingPart: "this part is missing"
    case .damaged(let text): "damaged: \(text)"
    case .syntax(let text): text
    case .doctypeRefused: "a document type declaration is not allowed"
    case .markupTooLong(let limit): "a tag longer than \(limit) bytes"
    case .tooDeep(let limit): "elements nested deeper than \(limit)"
    case .unpackedTooLarge(let limit): "more than \(limit) bytes unpacked"
    case .packedTooTightly(let limit): "unpacks to more than \(limit) times its size"
    case .sharedStringsTooLarge(let limit): "more than \(limit) bytes of shared strings"
    case .rowTooLong(let limit): "a row with more than \(limit) bytes of text"
    case .tooManyRows(let limit): "more than \(limit) rows"
    case .tooManyColumns(let limit): "more than \(limit) columns"
    case .tooManySheets(let limit): "more than \(limit) sheets"
    case .tooManyParts(let limit): "more than \(limit) parts"
    case .badReference(let text): "not a cell reference: \(text)"
    case .noSuchSheet(let name): "no sheet named \(name)"
    }
  }
}
