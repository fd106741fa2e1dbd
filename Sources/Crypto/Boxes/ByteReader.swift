/// Takes a binary form apart from front to back.
struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next byte; `nil` at the end.
  mutating func byte() -> UInt8? { take(1)?.first }

  /// The next `count` bytes; `nil`, and nothing taken, when there are fewer.
  mutating func take(_ count: Int) -> [UInt8]? {
    guard count <= bytes.count - position else { return nil }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  /// A length of two bytes.
  mutating func length() -> Int? { take(2).map { Int($0[0]) << 8 | Int($0[1]) } }

  /// All that is left.
  mutating func rest() -> [UInt8] {
    defer { position = bytes.count }
    return Array(bytes[position...])
  }
}
