/// Searches of eight bytes at a time.
enum CSVScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The index of the first delimiter, quote or line end.
  @inline(__always)
  static func fieldEnd(_ bytes: UnsafeRawBufferPointer, from: Int, delimiter: UInt8) -> Int {
    let delimiters = ones &* UInt64(delimiter)
    return first(bytes, from) { word in
      zeros(word ^ delimiters) | zeros(word ^ ones &* 0x22) | zeros(word ^ ones &* 0x0A) | zeros(word ^ ones &* 0x0D)
    }
  }

  /// The index of the first quote or line end.
  @inline(__always)
  static func quotedEnd(_ bytes: UnsafeRawBufferPointer, from: Int) -> Int {
    first(bytes, from) { word in zeros(word ^ ones &* 0x22) | zeros(word ^ ones &* 0x0A) | zeros(word ^ ones &* 0x0D) }
  }

  /// The index of the first line end.
  @inline(__always)
  static func lineEnd(_ bytes: UnsafeRawBufferPointer, from: Int) -> Int {
    first(bytes, from) { word in zeros(word ^ ones &* 0x0A) | zeros(word ^ ones &* 0x0D) }
  }

  /// The high bit of each byte that is zero; above the lowest of them there may be others.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

  @inline(__always)
  private static func first(_ bytes: UnsafeRawBufferPointer, _ from: Int, _ find: (UInt64) -> UInt64) -> Int {
    var index = from
    let end = bytes.count
    while index &+ 8 <= end {
      let found = find(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < end {
      // The other seven bytes are 0xFF, which is never looked for.
      if find(UInt64(bytes[index]) | 0xFFFF_FFFF_FFFF_FF00) != 0 { return index }
      index &+= 1
    }
    return end
  }
}
