/// The shared strings part: all texts in one piece of memory, with a limit.
final class XLSXSharedStrings: XMLHandler {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var isInText = false
  private var isInPhonetic = false
  private let limits: XLSXLimits

  init(limits: XLSXLimits) { self.limits = limits }

  var count: Int { ends.count }

  /// A string by its index, from 0.
  func value(_ index: Int) -> XLSXValue {
    guard ends.indices.contains(index) else { return .unreadable(.badSharedString) }
    let start = index == 0 ? 0 : ends[index - 1]
    if ends[index] - start > limits.cell { return .unreadable(.textTooLong) }
    return .string(XLSXText.string(bytes[start..<ends[index]]))
  }

  /// Bytes of a string; 0 for one that does not exist.
  func length(_ index: Int) -> Int {
    guard ends.indices.contains(index) else { return 0 }
    return ends[index] - (index == 0 ? 0 : ends[index - 1])
  }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "t" { isInText = !isInPhonetic } else if name == "rPh" { isInPhonetic = true }
  }

  func end(_ name: XMLName) throws(XLSXError) {
    if name == "t" {
      isInText = false
    } else if name == "rPh" {
      isInPhonetic = false
    } else if name == "si" {
      ends.append(bytes.count)
      try hold(0)
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws(XLSXError) {
    guard isInText else { return }
    try hold(utf8.count)
    bytes.append(contentsOf: utf8)
  }

  private func hold(_ more: Int) throws(XLSXError) {
    // An empty string costs memory too.
    if bytes.count + more + ends.count * MemoryLayout<Int>.size > limits.sharedStrings {
      throw XLSXError(.sharedStringsTooLarge(limit: limits.sharedStrings))
    }
  }
}

/// The escape `_xHHHH_` of ECMA-376 part 1, 22.9.2.19, which stands for a UTF-16 unit.
enum XLSXText {
  static func string(_ utf8: ArraySlice<UInt8>) -> String {
    let text = String(decoding: utf8, as: UTF8.self)
    guard hasEscape(utf8) else { return text }
    let units = Array(text.utf16)
    var out: [UInt16] = []
    out.reserveCapacity(units.count)
    var index = 0
    while index < units.count {
      if let unit = escape(units, at: index) {
        out.append(unit)
        index += 7
      } else {
        out.append(units[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF16.self)
  }

  private static func hasEscape(_ utf8: ArraySlice<UInt8>) -> Bool {
    guard utf8.count >= 7 else { return false }
    var previous: UInt8 = 0
    for byte in utf8 {
      if byte == UInt8(ascii: "x") && previous == UInt8(ascii: "_") { return true }
      previous = byte
    }
    return false
  }

  private static func escape(_ units: [UInt16], at index: Int) -> UInt16? {
    guard index + 7 <= units.count, units[index] == 0x5F, units[index + 1] == 0x78, units[index + 6] == 0x5F else {
      return nil
    }
    var value: UInt16 = 0
    for k in 2..<6 {
      guard let byte = UInt8(exactly: units[index + k]), let digit = JSONEscapes.hex(byte) else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}
