/// Short words (at most 24 bytes of UTF-8) and what they mean: names of fields, and the words for a code.
struct WordTable<Meaning: Sendable>: Sendable {
  /// A word as three numbers, which are equal when the words are.
  private struct Print: Sendable, Equatable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
  }

  private let entries: [(print: Print, meaning: Meaning)]
  private let ignoresCase: Bool

  /// - Parameter ignoresCase: whether ASCII capitals are read as small letters.
  init(ignoresCase: Bool = false, _ words: KeyValuePairs<String, Meaning>) {
    self.ignoresCase = ignoresCase
    entries = words.compactMap { word, meaning in
      Self.print(word.utf8Span.span, ignoresCase: ignoresCase).map { ($0, meaning) }
    }
    assert(entries.count == words.count, "a word is empty or longer than 24 bytes")
  }

  @inline(__always)
  func find(_ word: Span<UInt8>) -> Meaning? {
    guard let print = Self.print(word, ignoresCase: ignoresCase) else { return nil }
    for entry in entries where entry.print.first == print.first {
      if entry.print == print { return entry.meaning }
    }
    return nil
  }

  @inline(__always)
  private static func print(_ word: Span<UInt8>, ignoresCase: Bool) -> Print? {
    guard word.count > 0, word.count <= 24 else { return nil }
    return Print(
      first: number(word, 0, ignoresCase), second: number(word, 8, ignoresCase), third: number(word, 16, ignoresCase))
  }

  /// Eight bytes from `from` as a number; a zero byte, which no word has, gives no match.
  @inline(__always)
  private static func number(_ word: Span<UInt8>, _ from: Int, _ ignoresCase: Bool) -> UInt64 {
    var number: UInt64 = 0
    var k = from
    while k < min(word.count, from + 8) {
      var byte = word[k]
      if ignoresCase && byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") { byte |= 0x20 }
      number = number << 8 | UInt64(byte == 0 ? 0xFF : byte)
      k += 1
    }
    return number
  }
}
