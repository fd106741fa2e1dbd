/// Reads the cells of an Office Open XML workbook (ECMA-376), sheet by sheet and row by row.
///
/// Memory holds the shared strings, which `XLSXLimits.sharedStrings` bounds, and the rows of 64 KiB of XML.
/// Not for use from two threads at once.
public final class XLSXReader {
  /// The sheets that hold cells, in the workbook's order, hidden ones included.
  public let sheets: [XLSXSheet]
  public let limits: XLSXLimits
  private let archive: ZipArchive
  private let is1904: Bool
  private let isDate: [Bool]
  private let sharedStrings: XLSXSharedStrings?

  public convenience init(path: String, limits: XLSXLimits = .standard) throws(XLSXError) {
    try self.init(try ZipArchive(path: path, limits: limits), limits)
  }

  public convenience init(bytes: [UInt8], limits: XLSXLimits = .standard) throws(XLSXError) {
    try self.init(try ZipArchive(bytes: bytes, limits: limits), limits)
  }

  private init(_ archive: ZipArchive, _ limits: XLSXLimits) throws(XLSXError) {
    self.archive = archive
    self.limits = limits
    let main = try XLSXRelationships.of("", in: archive).first("officeDocument") ?? "xl/workbook.xml"
    let relationships = try XLSXRelationships.of(main, in: archive)
    let workbook = XLSXWorkbook(relationships: relationships, limits: limits)
    try ExpatParser.parse(try archive.open(main), workbook)
    sheets = workbook.sheets
    is1904 = workbook.is1904

    let styles = XLSXStyles()
    if let part = relationships.first("styles") { try ExpatParser.parse(try archive.open(part), styles) }
    isDate = styles.isDate

    if let part = relationships.first("sharedStrings") {
      let strings = XLSXSharedStrings(limits: limits)
      try ExpatParser.parse(try archive.open(part), strings)
      sharedStrings = strings
    } else {
      sharedStrings = nil
    }
  }

  /// The rows of a sheet of this workbook.
  public func rows(of sheet: XLSXSheet) throws(XLSXError) -> XLSXRows {
    let parser = XLSXSheetParser(limits: limits, sharedStrings: sharedStrings, isDate: isDate, is1904: is1904)
    return XLSXRows(parser, try ExpatParser(try archive.open(sheet.part), parser), sharedStrings)
  }

  /// The rows of the sheet with this name.
  public func rows(ofSheet name: String) throws(XLSXError) -> XLSXRows {
    guard let sheet = sheets.first(where: { $0.name == name }) else { throw XLSXError(.noSuchSheet(name)) }
    return try rows(of: sheet)
  }
}

/// The rows of a sheet, read as they are asked for.
public final class XLSXRows {
  private let parser: XLSXSheetParser
  private let expat: ExpatParser
  private let sharedStrings: XLSXSharedStrings?
  private var ready: [XLSXSheetParser.RawRow] = []
  private var next = 0
  private var isAtEnd = false
  private var failure: XLSXError?

  init(_ parser: XLSXSheetParser, _ expat: ExpatParser, _ sharedStrings: XLSXSharedStrings?) {
    self.parser = parser
    self.expat = expat
    self.sharedStrings = sharedStrings
  }

  /// The next row that has cells; `nil` after the last one. Rows before a fault are given before it is thrown.
  public func nextRow() throws(XLSXError) -> XLSXRow? {
    while next >= ready.count {
      if let failure { throw failure }
      if isAtEnd { return nil }
      do {
        isAtEnd = try !expat.step()
      } catch {
        failure = error
      }
      ready = parser.takeRows()
      next = 0
    }
    defer { next += 1 }
    return finished(ready[next])
  }

  private func finished(_ row: XLSXSheetParser.RawRow) -> XLSXRow {
    let cells = row.cells.map { column, raw in
      switch raw {
      case .value(let value): XLSXCell(column: column, value: value)
      case .shared(let index):
        XLSXCell(column: column, value: sharedStrings?.value(index) ?? .unreadable(.badSharedString))
      }
    }
    return XLSXRow(number: row.number, cells: cells)
  }
}
