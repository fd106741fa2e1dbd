/// One pass of RFC 3629 over bytes: overlong forms, surrogates and values above U+10FFFF are bad.
enum UTF8Scan {
  enum Outcome: Equatable {
    case valid
    /// The bytes end inside a sequence that is right so far; it begins at this index.
    case truncated(Int)
    /// The sequence that begins at this index is bad.
    case invalid(Int)
  }

  static func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Outcome {
    guard let base = bytes.baseAddress else { return .valid }
    let raw = UnsafeRawPointer(base)
    let count = bytes.count
    var i = start
    while i < count {
      if i + 8 <= count {
        let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 == 0 {
          i += 8
          continue
        }
        // Two characters of three bytes at once: what Chinese text is made of.
        let little = UInt64(littleEndian: word)
        if little & 0x0000_C0C0_F0C0_C0F0 == 0x0000_8080_E080_80E0 {
          // After 0xE0 and 0xED not every second byte is right: those go the slow way.
          let leads = (1 as UInt64) << (little & 15) | (1 as UInt64) << ((little >> 24) & 15)
          if leads & 0x2001 == 0 {
            i += 6
            continue
          }
        }
      }
      let lead = base[i]
      if lead < 0x80 {
        i += 1
        continue
      }
      let length = sequenceLength(lead)
      guard length > 1 else { return .invalid(i) }
      let available = min(length, count - i)
      if available > 1 && !secondFits(lead, base[i + 1]) { return .invalid(i) }
      var k = 2
      while k < available {
        if base[i + k] & 0xC0 != 0x80 { return .invalid(i) }
        k += 1
      }
      if available < length { return .truncated(i) }
      i += length
    }
    return .valid
  }

  /// Length announced by a lead byte; 0 for a byte that cannot lead.
  static func sequenceLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  static func secondFits(_ lead: UInt8, _ second: UInt8) -> Bool {
    switch lead {
    case 0xE0: second & 0xE0 == 0xA0
    case 0xED: second & 0xE0 == 0x80
    case 0xF0: second >= 0x90 && second <= 0xBF
    case 0xF4: second & 0xF0 == 0x80
    default: second & 0xC0 == 0x80
    }
  }

  /// How many bytes at an index are right as the beginning of a sequence; 0 when not even the lead byte is.
  static func soundPrefix(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let length = sequenceLength(bytes[index])
    if length < 2 { return length }
    if index + 1 >= bytes.count || !secondFits(bytes[index], bytes[index + 1]) { return 1 }
    var k = 2
    while k < length && index + k < bytes.count && bytes[index + k] & 0xC0 == 0x80 { k += 1 }
    return k
  }

  /// Appends one Unicode scalar value as UTF-8.
  @inline(__always)
  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case ..<0x80:
      bytes.append(UInt8(truncatingIfNeeded: scalar))
    case ..<0x800:
      bytes.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
      bytes.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
    case ..<0x10000:
      bytes.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
      bytes.append(0x80 | UInt8(truncatingIfNeeded: (scalar >> 6) & 0x3F))
      bytes.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
    default:
      bytes.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
      bytes.append(0x80 | UInt8(truncatingIfNeeded: (scalar >> 12) & 0x3F))
      bytes.append(0x80 | UInt8(truncatingIfNeeded: (scalar >> 6) & 0x3F))
      bytes.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
    }
  }
}
