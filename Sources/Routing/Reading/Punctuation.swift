/// Where the clauses and sentences of a folded text end.
struct Punctuation: Sendable {
  /// The offset of each mark, in order, and whether it ends a sentence.
  private(set) var marks: [(offset: Int, endsSentence: Bool)] = []

  init(of bytes: [UInt8]) {
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ","): marks.append((index, false))
      case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\n"): marks.append((index, true))
      // 。 is E3 80 82.
      case 0xE3 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x82:
        marks.append((index, true))
        index += 2
      default: break
      }
      index += 1
    }
  }
}
