extension Telephone {
  /// The digits of a number in writing, where its groups begin, and its extension.
  struct Parts {
    var digits: [UInt8] = []
    /// Indices into `digits`.
    var groups: [Int] = []
    var hasPlus = false
    var extensionNumber: String?

    private static let longest = 24

    init?(_ text: Span<UInt8>) {
      var index = 0
      var startsGroup = true
      if index < text.count, text[index] == UInt8(ascii: "+") {
        hasPlus = true
        index += 1
      }
      while index < text.count {
        let byte = text[index]
        if byte &- 0x30 <= 9 {
          if startsGroup { groups.append(digits.count) }
          startsGroup = false
          digits.append(byte)
          guard digits.count <= Self.longest else { return nil }
          index += 1
        } else if Self.passSeparator(text, &index) {
          startsGroup = true
        } else if !digits.isEmpty, Self.passExtensionMark(text, &index) {
          guard let tail = Self.tail(text, index) else { return nil }
          extensionNumber = tail
          break
        } else {
          return nil
        }
      }
      guard digits.count >= 3 else { return nil }
    }

    private static func passSeparator(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
      switch text[index] {
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."):
        index += 1
        return true
      default:
        for mark: StaticString in ["（", "）", "－", "—", "–", "\u{3000}", "\u{A0}"]
        where WrittenTime.pass(mark, text, &index) { return true }
        return false
      }
    }

    private static func passExtensionMark(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
      for mark: StaticString in ["转", "分机", "ext.", "ext", "#"] where WrittenTime.pass(mark, text, &index) {
        return true
      }
      return false
    }

    /// One to six digits up to the end.
    private static func tail(_ text: Span<UInt8>, _ start: Int) -> String? {
      var index = start
      while index < text.count, text[index] == 0x20 { index += 1 }
      let from = index
      guard Digits.take(text, &index, most: 6) != nil, index == text.count else { return nil }
      var out = ""
      for k in from..<index { out.unicodeScalars.append(Unicode.Scalar(text[k])) }
      return out
    }
  }
}
