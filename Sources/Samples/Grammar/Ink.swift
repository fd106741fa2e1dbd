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

  /// Takes the last character off where it is one of these.
  mutating func drop(_ characters: [String]) {
    for character in characters where ends(with: character) {
      bytes.removeLast(character.utf8.count)
      count -= 1
      return
    }
  }

  func ends(with piece: String) -> Bool {
    bytes.suffix(piece.utf8.count).elementsEqual(piece.utf8)
  }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    count = 0
  }
}
