import Casework
import Formats
import Messages
import Rulebook

/// The rows of a CSV file.
struct CSVRows: RowReader {
  /// Titles and remarks above the header are passed over, up to this many rows.
  static let rowsAboveHeader = 10

  private let options: IngestOptions
  private var text: DecodedTextBox
  private var csv = CSVReader(literalQuotes: true)
  private var columns: TableColumns?
  private var rowsSeen = 0
  private var firstHeaders: [String] = []
  private var isClosed = false

  init(_ source: ByteSource, head: [UInt8], options: IngestOptions) {
    self.options = options
    text = DecodedTextBox(DecodedText(source, head: head))
  }

  var bytesRead: Int64 { text.bytesRead }

  mutating func next() throws -> InputRow? {
    while true {
      switch csv.next() {
      case .row: if let row = try takeRow() { return row }
      case .refused(let error): if columns != nil || csv.delimiter != nil { return .rejected(RejectedRow(error)) }
      case nil: if try !readOn() { return try end() }
      }
    }
  }

  private mutating func takeRow() throws -> InputRow? {
    guard let columns else {
      try takeHeader()
      return nil
    }
    let line = csv.line
    if let bad = text.badSequence(in: csv.offset..<csv.offset + csv.rawBytes.count) {
      return .rejected(RejectedRow(line: line, undecodable: bad, header: nil))
    }
    return columns.row(
      (0..<csv.count).map { ($0, csv.text($0)) }, line: line, context: options.context())
  }

  private mutating func takeHeader() throws {
    let headers = csv.texts
    rowsSeen += 1
    if firstHeaders.isEmpty { firstHeaders = headers }
    columns = TableColumns(headers: headers, kind: options.kind, mapping: options.mapping)
    if columns == nil, rowsSeen > Self.rowsAboveHeader { throw noTextColumn }
  }

  /// Reads more of the file; `false` at the end.
  private mutating func readOn() throws -> Bool {
    if isClosed { return false }
    if let piece = try text.next() {
      csv.append(piece)
    } else {
      csv.close()
      isClosed = true
    }
    return true
  }

  private func end() throws -> InputRow? {
    guard columns == nil else { return nil }
    throw rowsSeen == 0 ? FileFault.empty : noTextColumn
  }

  private var noTextColumn: FileFault {
    .noTextColumn(headers: firstHeaders.filter { !$0.isEmpty }, mapping: options.mapping.id)
  }
}

/// Lets a struct that is copied as an existential hold the one decoder.
final class DecodedTextBox {
  private var text: DecodedText

  init(_ text: consuming DecodedText) {
    self.text = text
  }

  var bytesRead: Int64 { text.bytesRead }

  func next() throws -> [UInt8]? { try text.next() }

  func badSequence(in range: Range<Int>) -> BadSequence? { text.badSequence(in: range) }
}

extension RejectedRow {
  init(_ error: CSVError) {
    self.init(
      line: error.rowLine,
      reasons: [
        Reason(
          column: error.field + 1, field: "", rule: "csv.\(error.code)",
          wording: Bilingual("第 \(error.line) 行第 \(error.column) 字：CSV 格式有误（\(error.code)）", "\(error)"))
      ])
  }
}
