/// Text being written: UTF-8 bytes, and how many characters they are.
struct Ink {
  private(set) var bytes: [UInt8] = []
  private(set) var count = 0

  init() {
    bytes.reserveCapacity(2_048)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func add(_ piece: [UInt8]) {
    bytes.append(contentsOf: piece)
    for byte in piece where byte & 0xC0 != 0x80 { count += 1 }
  }

  mutating func add(_ piece: String) {
    var piece = piece
    piece.withUTF8 { utf8 in
      bytes.append(contentsOf: utf8)
      for byte in utf8 where byte & 0xC0 != 0x80 { count += 1 }
    }
  }

  mutating func add(_ number: Int) {
    add(String(number))
  }

  /// The last character; `nil` of an empty page.
  var last: Unicode.Scalar? {
    guard let end = bytes.last else { return nil }
    if end < 0x80 { return Unicode.Scalar(end) }
    let size = bytes.count
    // All else that texts end with is written in three bytes.
    guard size >= 3, bytes[size - 3] & 0xF0 == 0xE0 else { return nil }
    let value = UInt32(bytes[size - 3] & 0x0F) << 12 | UInt32(bytes[size - 2] & 0x3F) << 6 | UInt32(end & 0x3F)
    return Unicode.Scalar(value)
  }

  /// Takes the last character off.
  mutating func dropLast() {
    while let byte = bytes.popLast(), byte & 0xC0 == 0x80 {}
    count = max(0, count - 1)
  }
}
