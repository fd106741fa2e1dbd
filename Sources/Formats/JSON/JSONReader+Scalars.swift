extension JSONReader {
  /// Reads a string; see `text(_:)`, `utf8(_:)` and `matches(_:_:)` for what it says.
  public mutating func string() throws(JSONError) -> JSONString {
    guard try nextByte() == UInt8(ascii: "\"") else { throw wrongKind(.string) }
    let string = try scanString()
    isValueUnread = false
    return string
  }

  /// Reads a string as a `String`.
  public mutating func text() throws(JSONError) -> String {
    let string = try string()
    return text(string)
  }

  /// Reads a number, of any size and precision; see `text(_:)`.
  public mutating func number() throws(JSONError) -> JSONNumber {
    let byte = try nextByte()
    guard byte == UInt8(ascii: "-") || byte &- 0x30 <= 9 else { throw wrongKind(.number) }
    let from = position
    let number = try scanNumber()
    if position < end && !Self.mayFollow(bytes[position]) { throw failure(.badNumber, at: from) }
    isValueUnread = false
    return number
  }

  /// Reads an integer, exactly.
  public mutating func integer() throws(JSONError) -> Int64 {
    let number = try number()
    guard number.isInteger else { throw failure(.notAnInteger, at: number.range.lowerBound) }
    var index = number.range.lowerBound
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var value: Int64 = 0
    while index < number.range.upperBound {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(bytes[index] &- 0x30)
      let (sum, carry) = product.subtractingReportingOverflow(digit)
      if overflow || carry { throw failure(.integerOutOfRange, at: number.range.lowerBound) }
      value = sum
      index += 1
    }
    if isNegative { return value }
    if value == .min { throw failure(.integerOutOfRange, at: number.range.lowerBound) }
    return -value
  }

  /// Reads a number as the nearest `Double`; one beyond the finite range is refused.
  public mutating func double() throws(JSONError) -> Double {
    let number = try number()
    guard let value = Double(text(number)), value.isFinite else {
      throw failure(.numberOutOfRange, at: number.range.lowerBound)
    }
    return value
  }

  public mutating func boolean() throws(JSONError) -> Bool {
    switch try nextByte() {
    case UInt8(ascii: "t"):
      try pass("true")
      return true
    case UInt8(ascii: "f"):
      try pass("false")
      return false
    default: throw wrongKind(.boolean)
    }
  }

  public mutating func null() throws(JSONError) {
    guard try nextByte() == UInt8(ascii: "n") else { throw wrongKind(.null) }
    try pass("null")
  }

  /// Passes a `null` when one stands next; leaves any other value unread.
  public mutating func skipNull() throws(JSONError) -> Bool {
    guard try nextByte() == UInt8(ascii: "n") else { return false }
    try pass("null")
    return true
  }

  private mutating func pass(_ word: StaticString) throws(JSONError) {
    let count = word.utf8CodeUnitCount
    let isThere = word.withUTF8Buffer { wanted in
      position + count <= end && bytes[position..<position + count].elementsEqual(wanted)
    }
    guard isThere, position + count == end || Self.mayFollow(bytes[position + count]) else {
      throw failure(.unexpectedCharacter, at: position)
    }
    position += count
    isValueUnread = false
  }

  /// Whether a byte may stand right after a number or a word.
  private static func mayFollow(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): true
    default: false
    }
  }

  private mutating func scanNumber() throws(JSONError) -> JSONNumber {
    let from = position
    var isInteger = true
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    if position < end && bytes[position] == UInt8(ascii: "0") {
      position += 1
    } else {
      try passDigits(from)
    }
    if position < end && bytes[position] == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      try passDigits(from)
    }
    if position < end && bytes[position] | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      position += 1
      if position < end && (bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")) {
        position += 1
      }
      try passDigits(from)
    }
    return JSONNumber(from..<position, isInteger: isInteger)
  }

  private mutating func passDigits(_ from: Int) throws(JSONError) {
    let first = position
    while position < end && bytes[position] &- 0x30 <= 9 { position += 1 }
    if position == first { throw failure(position < end ? .badNumber : .unexpectedEnd, at: from) }
  }

  /// Scans a string whose opening quote is at `position`, to behind its closing quote.
  mutating func scanString() throws(JSONError) -> JSONString {
    let from = position + 1
    var isEscaped = false
    var index = from
    while true {
      index = bytes.withUnsafeBytes { Self.plainEnd($0, from: index, end: end) }
      guard index < end else { throw failure(.unexpectedEnd, at: end) }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        position = index + 1
        return JSONString(from..<index, isEscaped: isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        index = try passEscape(at: index)
      default: throw failure(.controlCharacter, at: index)
      }
    }
  }

  /// The index of the first quote, backslash or control byte, eight bytes at a time.
  @inline(__always)
  static func plainEnd(_ bytes: UnsafeRawBufferPointer, from: Int, end: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var index = from
    while index &+ 8 <= end {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      let stop = (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- ones &* 0x20) & ~word)) & highs
      if stop != 0 { return index &+ stop.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < end {
      let byte = bytes[index]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { return index }
      index &+= 1
    }
    return end
  }

  /// Checks the escape at `index` and gives the index behind it.
  private func passEscape(at index: Int) throws(JSONError) -> Int {
    guard index + 1 < end else { throw failure(.unexpectedEnd, at: end) }
    guard bytes[index + 1] == UInt8(ascii: "u") else {
      if JSONEscapes.plain(bytes[index + 1]) == nil { throw failure(.badEscape, at: index) }
      return index + 2
    }
    let unit = try escapedUnit(at: index)
    if unit & 0xF800 != 0xD800 { return index + 6 }
    guard unit & 0xFC00 == 0xD800, index + 7 < end, bytes[index + 6] == UInt8(ascii: "\\"),
      bytes[index + 7] == UInt8(ascii: "u"), try escapedUnit(at: index + 6) & 0xFC00 == 0xDC00
    else { throw failure(.loneSurrogate, at: index) }
    return index + 12
  }

  private func escapedUnit(at index: Int) throws(JSONError) -> UInt32 {
    guard index + 6 <= end else { throw failure(.unexpectedEnd, at: end) }
    var value: UInt32 = 0
    for k in 2..<6 {
      guard let digit = JSONEscapes.hex(bytes[index + k]) else { throw failure(.badEscape, at: index) }
      value = value << 4 | digit
    }
    return value
  }
}
