import Casework
import Formats
import Messages
import Rulebook

/// The rows of an XLSX workbook: of its first visible sheet with a column for the text.
struct WorkbookRows: RowReader {
  private let options: IngestOptions
  private let rows: XLSXRows
  private let columns: TableColumns
  let bytesRead: Int64

  init(path: String, size: Int64, options: IngestOptions) throws {
    self.options = options
    bytesRead = size
    do {
      let reader = try XLSXReader(path: path, limits: XLSXLimits(unpackedSize: options.unpackedLimit))
      (rows, columns) = try Self.find(in: reader, options: options)
    } catch let error as XLSXError {
      throw FileFault(error)
    }
  }

  private static func find(in reader: XLSXReader, options: IngestOptions) throws -> (XLSXRows, TableColumns) {
    var headers: [String] = []
    for sheet in reader.sheets where !sheet.isHidden {
      let rows = try reader.rows(of: sheet)
      for _ in 0...CSVRows.rowsAboveHeader {
        guard let row = try rows.nextRow() else { break }
        let cells = row.headers
        if headers.isEmpty { headers = cells }
        if let columns = TableColumns(headers: cells, kind: options.kind, mapping: options.mapping) {
          return (rows, columns)
        }
      }
    }
    throw headers.isEmpty
      ? FileFault.empty : .noTextColumn(headers: headers.filter { !$0.isEmpty }, mapping: options.mapping.id)
  }

  mutating func next() throws -> InputRow? {
    do {
      while let row = try rows.nextRow() {
        if let found = judge(row) { return found }
      }
      return nil
    } catch {
      throw FileFault(error)
    }
  }

  private func judge(_ row: XLSXRow) -> InputRow? {
    for cell in row.cells {
      guard case .unreadable(let fault) = cell.value else { continue }
      return .rejected(
        RejectedRow(
          line: row.number,
          reasons: [
            .init(
              column: cell.column + 1, header: XLSXCell.letters(ofColumn: cell.column), field: "",
              rule: "xlsx.\(fault.rawValue)",
              wording: Bilingual("单元格无法读取（\(fault.rawValue)）", "the cell cannot be read (\(fault.rawValue))"))
          ]))
    }
    return columns.row(row.cells.map { ($0.column, $0.value.text) }, line: row.number, context: options.context())
  }
}

extension XLSXRow {
  /// The texts of the cells, in the place of their columns.
  fileprivate var headers: [String] {
    let width = (cells.map(\.column).max() ?? -1) + 1
    var headers = [String](repeating: "", count: min(width, 16_384))
    for cell in cells where cell.column < headers.count { headers[cell.column] = cell.value.text }
    return headers
  }
}

extension XLSXValue {
  /// As somebody would have typed it; a date as the spreadsheet's serial number, which the validator reads.
  var text: String {
    switch self {
    case .string(let text), .number(_, let text): text
    case .dateSerial(let days): String(days)
    case .boolean(let value): value ? "是" : "否"
    case .error, .unreadable: ""
    }
  }
}

extension FileFault {
  init(_ error: XLSXError) {
    self = .workbook(code: error.code, description: "\(error)")
  }
}
