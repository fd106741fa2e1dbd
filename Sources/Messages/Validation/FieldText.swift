/// The form in which text is kept, worked out on bytes that are known to be UTF-8.
enum FieldText {
  struct Cleaned {
    /// `nil` when nothing but blanks is there.
    var text: String?
    /// Whether control characters were replaced.
    var hadControls = false
  }

  /// Takes blanks off both ends, makes line ends one line feed, and puts a space for every control character.
  /// - Parameter keepsLines: `false` where line feeds and tabs are spaces too.
  static func clean(_ raw: Span<UInt8>, keepsLines: Bool) -> Cleaned {
    let range = trimmed(raw)
    guard !range.isEmpty else { return Cleaned(text: nil) }
    let body = raw.extracting(range)
    return isPlain(body, keepsLines: keepsLines) ? Cleaned(text: string(body)) : replaced(body, keepsLines: keepsLines)
  }

  /// The string of these bytes, which are not checked again.
  @inline(__always)
  static func string(_ utf8: Span<UInt8>) -> String {
    String(copying: UTF8Span(unchecked: utf8))
  }

  /// Whether more than `limit` Unicode scalars are there.
  @inline(__always)
  static func exceeds(_ raw: Span<UInt8>, _ limit: Int) -> Bool {
    raw.count > limit && scalarCount(raw) > limit
  }

  static func scalarCount(_ raw: Span<UInt8>) -> Int {
    var count = 0
    for k in raw.indices where raw[unchecked: k] & 0xC0 != 0x80 { count &+= 1 }
    return count
  }

  /// Whether a character of C0, DEL or C1 is there.
  static func hasControls(_ raw: Span<UInt8>) -> Bool {
    for k in raw.indices where raw[k] < 0x20 || raw[k] == 0x7F || isC1(raw, k) { return true }
    return false
  }

  /// The range without blanks at its ends: C0, space, DEL, C1, U+00A0, U+200B, U+3000 and U+FEFF.
  static func trimmed(_ raw: Span<UInt8>) -> Range<Int> {
    var from = 0
    while from < raw.count {
      let length = blankLength(raw, from)
      if length == 0 { break }
      from += length
    }
    var end = raw.count
    while end > from {
      var start = end - 1
      while start > from && raw[start] & 0xC0 == 0x80 { start -= 1 }
      if blankLength(raw, start) == 0 { break }
      end = start
    }
    return from..<end
  }

  /// The length in bytes of the blank at `index`, 0 when none stands there.
  @inline(__always)
  private static func blankLength(_ raw: Span<UInt8>, _ index: Int) -> Int {
    let byte = raw[index]
    if byte <= 0x20 || byte == 0x7F { return 1 }
    if byte < 0xC2 || (byte > 0xC2 && byte < 0xE2) { return 0 }
    if byte == 0xC2 { return index + 1 < raw.count && raw[index + 1] <= 0xA0 ? 2 : 0 }
    guard index + 2 < raw.count else { return 0 }
    switch (byte, raw[index + 1], raw[index + 2]) {
    case (0xE2, 0x80, 0x8B), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): return 3
    default: return 0
    }
  }

  private static func isC1(_ raw: Span<UInt8>, _ index: Int) -> Bool {
    raw[index] == 0xC2 && index + 1 < raw.count && raw[index + 1] < 0xA0
  }

  /// Whether nothing is there that may have to be replaced; without a branch per byte.
  private static func isPlain(_ body: Span<UInt8>, keepsLines: Bool) -> Bool {
    var suspect: UInt8 = 0
    for k in body.indices {
      let byte = body[unchecked: k]
      let isControl: UInt8 = byte < 0x20 ? 1 : 0
      let isLineFeed: UInt8 = keepsLines && byte == 0x0A ? 1 : 0
      suspect |= (isControl ^ isLineFeed) | (byte == 0x7F ? 1 : 0) | (byte == 0xC2 ? 1 : 0)
    }
    return suspect == 0
  }

  private static func replaced(_ body: Span<UInt8>, keepsLines: Bool) -> Cleaned {
    var out: [UInt8] = []
    out.reserveCapacity(body.count)
    var hadControls = false
    var k = 0
    while k < body.count {
      let byte = body[k]
      switch byte {
      case 0x0D:
        if k + 1 < body.count && body[k + 1] == 0x0A { k += 1 }
        out.append(keepsLines ? 0x0A : 0x20)
      case 0x0A, 0x09: out.append(keepsLines ? byte : 0x20)
      case 0..<0x20, 0x7F:
        out.append(0x20)
        hadControls = true
      case 0xC2 where isC1(body, k):
        out.append(0x20)
        hadControls = true
        k += 1
      default: out.append(byte)
      }
      k += 1
    }
    return Cleaned(text: string(out.span), hadControls: hadControls)
  }

  /// Whether full-width characters may be there, which ``narrowed(_:)`` makes ASCII.
  @inline(__always)
  static func mayBeWide(_ raw: Span<UInt8>) -> Bool {
    for k in raw.indices where raw[k] == 0xEF || raw[k] == 0xE3 { return true }
    return false
  }

  /// The bytes with U+FF01…U+FF5E as their ASCII counterparts and U+3000 as a space.
  static func narrowed(_ raw: Span<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(raw.count)
    var k = 0
    while k < raw.count {
      if k + 2 < raw.count {
        let scalar = UInt32(raw[k] & 0x0F) << 12 | UInt32(raw[k + 1] & 0x3F) << 6 | UInt32(raw[k + 2] & 0x3F)
        if raw[k] & 0xF0 == 0xE0, (0xFF01...0xFF5E).contains(scalar) || scalar == 0x3000 {
          out.append(scalar == 0x3000 ? 0x20 : UInt8(scalar - 0xFEE0))
          k += 3
          continue
        }
      }
      out.append(raw[k])
      k += 1
    }
    return out
  }
}
