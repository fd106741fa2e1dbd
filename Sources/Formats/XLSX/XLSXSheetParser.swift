/// Takes the XML of a worksheet and makes rows of it.
final class XLSXSheetParser: XMLHandler {
  /// A row whose shared strings are still indices, so that a few bytes of XML cannot ask for much memory.
  struct RawRow {
    var number: Int
    var cells: [(column: Int, value: RawValue)] = []
    var length = 0
  }

  enum RawValue {
    case shared(Int)
    case value(XLSXValue)
  }

  private enum CellType { case number, shared, boolean, error, formulaString, inline, isoDate, unknown }

  /// Rows that are complete, in order.
  private(set) var rows: [RawRow] = []
  private let limits: XLSXLimits
  private let sharedStrings: XLSXSharedStrings?
  private let isDate: [Bool]
  private let is1904: Bool
  private var row = RawRow(number: 0)
  private var column = -1
  private var type = CellType.number
  private var style = 0
  private var text: [UInt8] = []
  private var hasValue = false
  private var isCollecting = false
  private var isInPhonetic = false
  private var isInCell = false

  init(limits: XLSXLimits, sharedStrings: XLSXSharedStrings?, isDate: [Bool], is1904: Bool) {
    self.limits = limits
    self.sharedStrings = sharedStrings
    self.isDate = isDate
    self.is1904 = is1904
  }

  func takeRows() -> [RawRow] {
    defer { rows.removeAll(keepingCapacity: true) }
    return rows
  }

  // MARK: Elements

  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(XLSXError) {
    if name == "c" {
      try beginCell(attributes)
    } else if name == "v" {
      beginText(isInCell && type != .inline)
    } else if name == "row" {
      try beginRow(attributes)
    } else if name == "t" {
      beginText(isInCell && type == .inline && !isInPhonetic)
    } else if name == "rPh" {
      isInPhonetic = true
    }
  }

  func end(_ name: XMLName) throws(XLSXError) {
    if name == "v" || name == "t" {
      isCollecting = false
    } else if name == "c" {
      try endCell()
    } else if name == "row" {
      if !row.cells.isEmpty { rows.append(row) }
      row.cells = []
    } else if name == "rPh" {
      isInPhonetic = false
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws(XLSXError) {
    guard isCollecting else { return }
    // One byte more than allowed is kept, to know.
    text.append(contentsOf: utf8.prefix(limits.cell + 1 - text.count))
  }

  private func beginText(_ isWanted: Bool) {
    isCollecting = isWanted
    if isWanted { hasValue = true }
  }

  // MARK: Rows and cells

  private func beginRow(_ attributes: XMLAttributes) throws(XLSXError) {
    var number = row.number + 1
    if let given = attributes.bytes("r") {
      guard let parsed = Int(String(cString: given)), parsed > 0 else {
        throw XLSXError(.badReference(String(String(cString: given).prefix(32))))
      }
      number = parsed
    }
    if number > limits.rows { throw XLSXError(.tooManyRows(limit: limits.rows)) }
    row = RawRow(number: number)
    column = -1
  }

  private func beginCell(_ attributes: XMLAttributes) throws(XLSXError) {
    column += 1
    if let reference = attributes.bytes("r") {
      guard let parsed = Self.column(of: reference) else {
        throw XLSXError(.badReference(String(String(cString: reference).prefix(32))))
      }
      column = parsed
    }
    if column >= limits.columns || row.cells.count >= limits.columns {
      throw XLSXError(.tooManyColumns(limit: limits.columns))
    }
    style = attributes["s"].flatMap { Int($0) } ?? 0
    type =
      switch attributes["t"] {
      case nil, "n": .number
      case "s": .shared
      case "b": .boolean
      case "e": .error
      case "str": .formulaString
      case "inlineStr": .inline
      case "d": .isoDate
      default: .unknown
      }
    text.removeAll(keepingCapacity: true)
    hasValue = false
    isInCell = true
  }

  private func endCell() throws(XLSXError) {
    isInCell = false
    guard hasValue else { return }
    let value = value()
    if case .shared(let index) = value {
      row.length += sharedStrings?.length(index) ?? 0
    } else {
      row.length += text.count
    }
    if row.length > limits.row { throw XLSXError(.rowTooLong(limit: limits.row)) }
    row.cells.append((column, value))
  }

  private func value() -> RawValue {
    if text.count > limits.cell { return .value(.unreadable(.textTooLong)) }
    switch type {
    case .number: return .value(number())
    case .shared: return .shared(Int(String(decoding: text, as: UTF8.self)) ?? -1)
    case .boolean:
      switch text {
      case [UInt8(ascii: "1")], Array("true".utf8): return .value(.boolean(true))
      case [UInt8(ascii: "0")], Array("false".utf8): return .value(.boolean(false))
      default: return .value(.unreadable(.badNumber))
      }
    case .error: return .value(.error(String(decoding: text, as: UTF8.self)))
    case .formulaString, .inline, .isoDate: return .value(.string(XLSXText.string(text[...])))
    case .unknown: return .value(.unreadable(.unknownType))
    }
  }

  private func number() -> XLSXValue {
    let digits = String(decoding: text, as: UTF8.self)
    guard let number = Double(digits), number.isFinite else { return .unreadable(.badNumber) }
    guard isDate.indices.contains(style), isDate[style] else { return .number(number, text: digits) }
    // Day 0 of the 1904 system is day 1462 of the other.
    return .dateSerial(is1904 ? number + 1462 : number)
  }

  /// The column, from 0, of a reference such as `AB12`; `nil` for anything else.
  static func column(of reference: UnsafePointer<CChar>) -> Int? {
    var column = 0
    var k = 0
    while let digit = letter(reference[k]) {
      column = column * 26 + digit
      k += 1
      if k > 3 { return nil }
    }
    guard k > 0, reference[k] != 0 else { return nil }
    while reference[k] != 0 {
      guard reference[k] >= 0x30 && reference[k] <= 0x39 else { return nil }
      k += 1
    }
    return column - 1
  }

  private static func letter(_ byte: CChar) -> Int? {
    switch byte {
    case 0x41...0x5A: Int(byte) - 0x40
    case 0x61...0x7A: Int(byte) - 0x60
    default: nil
    }
  }
}
