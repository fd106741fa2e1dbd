/// Widths in a terminal, where a Chinese character takes two columns, and text that is safe to show there.
public enum TextWidth {
  /// How many columns a text takes.
  public static func of(_ text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + columns($1) }
  }

  /// The text in at most `width` columns; what is cut off is told by `…`.
  public static func fit(_ text: String, _ width: Int) -> String {
    guard of(text) > width else { return text }
    guard width > 0 else { return "" }
    var result = ""
    var taken = 1
    for character in text {
      taken += columns(character)
      if taken > width { break }
      result.append(character)
    }
    return result + "…"
  }

  /// The text with spaces up to `width` columns, after it, or before it for numbers.
  public static func pad(_ text: String, _ width: Int, isNumber: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - of(text)))
    return isNumber ? space + text : text + space
  }

  /// The text in lines of at most `width` columns: broken at spaces and between Chinese characters, and after a line's
  /// end in the text.
  public static func wrap(_ text: String, _ width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrapLine($0, max(width, 2)) }
  }

  /// The text without what would command a terminal: control characters and those that turn the direction of writing
  /// become spaces. What citizens write is shown through this.
  public static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isCommand) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isCommand(scalar) ? " " : scalar) }
    return String(result)
  }

  private static func wrapLine(_ line: Substring, _ width: Int) -> [String] {
    var lines: [String] = []
    var current = ""
    var taken = 0
    for piece in pieces(line) {
      let size = of(piece)
      if taken + size > width, !current.isEmpty {
        lines.append(current.last == " " ? String(current.dropLast()) : current)
        current = ""
        taken = 0
        if piece == " " { continue }
      }
      current += piece
      taken += size
    }
    return lines + [current]
  }

  /// Words of Latin script whole, Chinese characters one by one; a word longer than any line also one by one.
  private static func pieces(_ line: Substring) -> [String] {
    var pieces: [String] = []
    var word = ""
    for character in line {
      if character != " ", columns(character) < 2, word.count < 40 {
        word.append(character)
        continue
      }
      if !word.isEmpty { pieces.append(word) }
      word = ""
      pieces.append(String(character))
    }
    return word.isEmpty ? pieces : pieces + [word]
  }

  private static func columns(_ character: Character) -> Int {
    var columns = 0
    for scalar in character.unicodeScalars {
      if isWide(scalar) { return 2 }
      if !isInvisible(scalar) { columns = 1 }
    }
    return columns
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: true
    default: false
    }
  }

  private static func isCommand(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
