/// The styles part, as far as it tells dates from other numbers.
final class XLSXStyles: XMLHandler {
  /// Whether the cell format of this index shows a date or time.
  private(set) var isDate: [Bool] = []
  private var isCustomDate: [Int: Bool] = [:]
  private var isInCellFormats = false

  func begin(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "numFmt" {
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] else { return }
      isCustomDate[id] = Self.showsDate(code)
    } else if name == "cellXfs" {
      isInCellFormats = true
    } else if name == "xf" && isInCellFormats {
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      isDate.append(isCustomDate[id] ?? Self.isBuiltInDate(id))
    }
  }

  func end(_ name: XMLName) {
    if name == "cellXfs" { isInCellFormats = false }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) {}

  /// The ids that ECMA-376 part 1, 18.8.30 reserves for dates and times, those of the East Asian languages included.
  static func isBuiltInDate(_ id: Int) -> Bool {
    switch id {
    case 14...22, 27...36, 45...47, 50...58: true
    default: false
    }
  }

  /// Whether the first section of a format code has a letter of a date or time outside of quotes, brackets and escapes.
  /// Brackets around hours, minutes or seconds alone mean an elapsed time.
  static func showsDate(_ code: String) -> Bool {
    var rest = Array(code.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: ";"): return false
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): rest = rest.dropFirst()
      case UInt8(ascii: "\""):
        rest = rest.drop { $0 != UInt8(ascii: "\"") }.dropFirst()
      case UInt8(ascii: "["):
        let inner = rest.prefix { $0 != UInt8(ascii: "]") }
        rest = rest.dropFirst(inner.count + 1)
        if !inner.isEmpty && inner.allSatisfy({ "hmsHMS".utf8.contains($0) }) { return true }
      default: if "ymdhsYMDHS".utf8.contains(byte) { return true }
      }
    }
    return false
  }
}
