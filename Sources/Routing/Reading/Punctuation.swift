import TextMatching

/// Where the clauses and sentences of a folded text end.
///
/// Where a writer uses blanks for commas, a blank ends a clause; where he uses nothing, a clause ends after so many
/// characters.
struct Punctuation: Sendable {
  /// The first byte behind each clause, in order, and whether it ends a sentence.
  private(set) var marks: [(offset: Int, endsSentence: Bool)] = []

  private static let shortest = 4
  private static let longest = 48

  init(of text: NormalizedText) {
    let bytes = text.bytes
    var gaps = text.gaps.makeIterator()
    var gap = gaps.next()
    var index = 0
    var characters = 0
    while index < bytes.count {
      while let next = gap, next <= index {
        if next == index, characters >= Self.shortest { end(at: index, false, &characters) }
        gap = gaps.next()
      }
      if characters >= Self.longest, bytes[index] & 0xC0 != 0x80 { end(at: index, false, &characters) }
      switch bytes[index] {
      case UInt8(ascii: ","): end(at: index + 1, false, &characters)
      case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\n"):
        end(at: index + 1, true, &characters)
      // 。 is E3 80 82.
      case 0xE3 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x82:
        end(at: index + 3, true, &characters)
        index += 2
      default:
        if bytes[index] & 0xC0 != 0x80 { characters += 1 }
      }
      index += 1
    }
  }

  private mutating func end(at offset: Int, _ endsSentence: Bool, _ characters: inout Int) {
    marks.append((offset, endsSentence))
    characters = 0
  }
}
