/// What becomes of a well-formed text under real fingers: no punctuation, words of the region, wrong characters.
enum Handwriting {
  static func apply(_ voice: Voice, slips: Bool, to bytes: [UInt8], _ random: inout Randomness) -> [UInt8] {
    var text = bytes
    if voice == .regional {
      for (plain, spoken) in dialect { text = replace(plain, spoken, in: text, atMost: 12) }
    }
    if voice == .unpunctuated { text = withoutMarks(text, spaced: random.chance(45)) }
    if slips {
      let wanted = 1 + random.below(3)
      var made = 0
      let start = random.below(wrong.count)
      for offset in wrong.indices where made < wanted {
        let (right, slip) = wrong[(start + offset) % wrong.count]
        let changed = replace(right, slip, in: text, atMost: 1)
        if changed != text { made += 1 }
        text = changed
      }
    }
    return text
  }

  private static let dialect = Spoken.dialect.map { (Array($0.utf8), Array($1.utf8)) }
  private static let wrong = Spoken.slips.map { (Array($0.utf8), Array($1.utf8)) }
  private static let marks: Set<[UInt8]> = Set("，。！？；：、“”".map { Array(String($0).utf8) })

  private static func replace(_ old: [UInt8], _ new: [UInt8], in text: [UInt8], atMost limit: Int) -> [UInt8] {
    guard text.count >= old.count, let first = old.first else { return text }
    var result: [UInt8] = []
    var made = 0
    var index = 0
    while index < text.count {
      if made < limit, text[index] == first, index + old.count <= text.count,
        text[index..<index + old.count].elementsEqual(old)
      {
        if made == 0 {
          result.reserveCapacity(text.count + 16)
          result.append(contentsOf: text[..<index])
        }
        result.append(contentsOf: new)
        index += old.count
        made += 1
      } else {
        if made > 0 { result.append(text[index]) }
        index += 1
      }
    }
    return made > 0 ? result : text
  }

  private static func withoutMarks(_ text: [UInt8], spaced: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if index + 3 <= text.count, text[index] >= 0xE2, marks.contains(Array(text[index..<index + 3])) {
        if spaced, result.last != 0x20 { result.append(0x20) }
        index += 3
      } else {
        result.append(text[index])
        index += 1
      }
    }
    while result.last == 0x20 { result.removeLast() }
    return result
  }
}
