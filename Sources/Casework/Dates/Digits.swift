/// Decimal digits in bytes.
enum Digits {
  /// Writes a number that is not negative with at least so many digits.
  static func append(_ number: Int, width: Int, to out: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<max(width, 1) { divisor *= 10 }
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      out.append(0x30 &+ UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }

  /// Reads a run of at most `most` digits at `index` and passes it; `nil` when none stands there.
  @inline(__always)
  static func take(_ bytes: Span<UInt8>, _ index: inout Int, most: Int) -> (value: Int, count: Int)? {
    let from = index
    var value = 0
    while index < bytes.count && index - from < most && bytes[index] &- 0x30 <= 9 {
      value = value * 10 + Int(bytes[index] &- 0x30)
      index += 1
    }
    return index == from ? nil : (value, index - from)
  }

  /// Reads exactly `count` digits at `index`; `nil` when fewer stand there.
  @inline(__always)
  static func exactly(_ count: Int, _ bytes: Span<UInt8>, at index: Int) -> Int? {
    guard index + count <= bytes.count else { return nil }
    var value = 0
    for k in index..<index + count {
      guard bytes[k] &- 0x30 <= 9 else { return nil }
      value = value * 10 + Int(bytes[k] &- 0x30)
    }
    return value
  }

  static func isAll(_ bytes: Span<UInt8>) -> Bool {
    for k in bytes.indices where bytes[k] &- 0x30 > 9 { return false }
    return bytes.count > 0
  }
}
