/// Which two symbols may begin a walk together: a small table that stays in the nearest cache, where the table of edges
/// does not fit. It says yes to a few too many, and never no to one of its own.
struct PairFilter: Sendable {
  private(set) var words = [UInt64](repeating: 0, count: 1 << 10)

  @inline(__always) private static func place(_ first: UInt16, _ second: UInt16) -> UInt32 {
    (UInt32(first) &* 0x9E37_79B1 ^ UInt32(second) &* 0x85EB_CA6B) >> 16
  }

  mutating func insert(_ first: UInt16, _ second: UInt16) {
    let place = Self.place(first, second)
    words[Int(place >> 6)] |= 1 << UInt64(place & 63)
  }

  /// Lets every pair that begins with `first` through.
  mutating func insertAll(_ first: UInt16, symbolCount: Int) {
    for second in 0..<symbolCount { insert(first, UInt16(second)) }
  }

  @inline(__always) static func mayHold(_ first: UInt16, _ second: UInt16, in words: Span<UInt64>) -> Bool {
    let place = place(first, second)
    return words[Int(place >> 6)] & 1 << UInt64(place & 63) != 0
  }
}
