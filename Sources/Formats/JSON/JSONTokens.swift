import Glibc

/// A string or key as it stands in the bytes of a reader: without its quotes, escapes not undone.
public struct JSONString: Sendable, Hashable {
  /// Indices into the reader's bytes.
  public let range: Range<Int>
  /// Whether the bytes hold a backslash; only when they do not are they the string itself.
  public let isEscaped: Bool

  init(_ range: Range<Int>, isEscaped: Bool) {
    self.range = range
    self.isEscaped = isEscaped
  }
}

/// A number as it stands in the bytes of a reader.
public struct JSONNumber: Sendable, Hashable {
  /// Indices into the reader's bytes.
  public let range: Range<Int>
  /// Whether it is written without fraction and exponent.
  public let isInteger: Bool

  init(_ range: Range<Int>, isInteger: Bool) {
    self.range = range
    self.isInteger = isInteger
  }
}

extension JSONReader {
  /// The string itself, escapes undone.
  public func text(_ string: JSONString) -> String {
    if string.isEscaped { return String(decoding: unescaped(string), as: UTF8.self) }
    return String(decoding: bytes[string.range], as: UTF8.self)
  }

  /// The string's UTF-8 bytes, escapes undone.
  public func utf8(_ string: JSONString) -> [UInt8] {
    string.isEscaped ? unescaped(string) : Array(bytes[string.range])
  }

  /// The number as it is written.
  public func text(_ number: JSONNumber) -> String {
    String(decoding: bytes[number.range], as: UTF8.self)
  }

  /// Whether the string, escapes undone, is this literal. Makes no `String`.
  @inlinable
  public func matches(_ string: JSONString, _ literal: StaticString) -> Bool {
    (string.isEscaped || string.range.count == literal.utf8CodeUnitCount) && equals(string, literal)
  }

  @usableFromInline
  func equals(_ string: JSONString, _ literal: StaticString) -> Bool {
    literal.withUTF8Buffer { wanted in
      if string.isEscaped { return unescaped(string).elementsEqual(wanted) }
      return bytes.withUnsafeBytes { here in
        guard let a = here.baseAddress, let b = wanted.baseAddress else { return wanted.isEmpty }
        return memcmp(a + string.range.lowerBound, b, wanted.count) == 0
      }
    }
  }

  func unescaped(_ string: JSONString) -> [UInt8] {
    JSONEscapes.undo(bytes[string.range])
  }
}

/// Escapes of RFC 8259 section 7.
enum JSONEscapes {
  /// Undoes the escapes of a string body that the scanner has found right.
  static func undo(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(body.count)
    var i = body.startIndex
    while i < body.endIndex {
      let byte = body[i]
      guard byte == UInt8(ascii: "\\") else {
        out.append(byte)
        i += 1
        continue
      }
      let kind = body[i + 1]
      i += 2
      guard kind == UInt8(ascii: "u") else {
        out.append(plain(kind) ?? kind)
        continue
      }
      var scalar = unit(body, at: i)
      i += 4
      if scalar & 0xFC00 == 0xD800 {
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + unit(body, at: i + 2) & 0x3FF
        i += 6
      }
      UTF8Scan.append(scalar, to: &out)
    }
    return out
  }

  /// What a one-letter escape stands for; `nil` for letters that are none.
  static func plain(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// The value of a hexadecimal digit; `nil` for other bytes.
  @inline(__always)
  static func hex(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte &- 0x30)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte &- 0x61 &+ 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte &- 0x41 &+ 10)
    default: nil
    }
  }

  private static func unit(_ body: ArraySlice<UInt8>, at index: Int) -> UInt32 {
    var value: UInt32 = 0
    for k in 0..<4 { value = value << 4 | (hex(body[index + k]) ?? 0) }
    return value
  }
}
