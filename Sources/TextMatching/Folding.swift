/// The folding of one text, character by character.
struct Folding {
  private enum Gap {
    case none
    case space
    case lineBreak
  }

  private var bytes: [UInt8] = []
  private var map = OffsetMap()
  private var gaps: [Int] = []
  private var gap = Gap.none
  private var gapRange = 0..<0

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  /// Takes over one character of the original, which stands in `start..<end` there.
  mutating func take(_ scalar: UInt32, from start: Int, to end: Int) {
    switch Self.kind(of: scalar) {
    case .nothing: return
    case .space: widenGap(to: gap == .lineBreak ? .lineBreak : .space, start, end)
    case .lineBreak: widenGap(to: .lineBreak, start, end)
    case .visible:
      let folded = Self.fold(scalar)
      closeGap(before: folded)
      map.append(foldedCount: Self.width(of: folded), at: bytes.count, original: start..<end)
      append(folded)
    }
  }

  /// The result; blank space at the end is dropped as it was at the beginning.
  func finish() -> NormalizedText {
    NormalizedText(bytes: bytes, gaps: gaps, map: map)
  }

  private mutating func widenGap(to kind: Gap, _ start: Int, _ end: Int) {
    gapRange = (gap == .none ? start : gapRange.lowerBound)..<end
    gap = kind
  }

  private mutating func closeGap(before scalar: UInt32) {
    defer { gap = .none }
    guard let last = bytes.last else { return }
    switch gap {
    case .none: return
    case .space:
      guard Self.isWordCharacter(UInt32(last)), Self.isWordCharacter(scalar) else {
        gaps.append(bytes.count)
        return
      }
      map.append(foldedCount: 1, at: bytes.count, original: gapRange)
      bytes.append(UInt8(ascii: " "))
    case .lineBreak:
      map.append(foldedCount: 1, at: bytes.count, original: gapRange)
      bytes.append(UInt8(ascii: "\n"))
    }
  }

  private mutating func append(_ scalar: UInt32) {
    switch scalar {
    case ..<0x80: bytes.append(UInt8(scalar))
    case ..<0x800:
      bytes.append(UInt8(0xC0 | scalar >> 6))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    case ..<0x1_0000:
      bytes.append(UInt8(0xE0 | scalar >> 12))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    default:
      bytes.append(UInt8(0xF0 | scalar >> 18))
      bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
  }

  private static func width(of scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x1_0000 ? 3 : 4
  }

  private static func isWordCharacter(_ scalar: UInt32) -> Bool {
    (0x30...0x39).contains(scalar) || (0x61...0x7A).contains(scalar)
  }

  private enum Kind {
    case visible
    case space
    case lineBreak
    case nothing
  }

  private static func kind(of scalar: UInt32) -> Kind {
    switch scalar {
    case 0x21...0x7E, 0x2E80...0x2FFF, 0x3001...0xD7FF, 0xFF01...0xFF9F: .visible
    case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: .lineBreak
    case 0x20, 0x09, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
    // Marks of direction, joiners, soft hyphens, byte order marks, variation selectors, tags and other controls.
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F,
      0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB,
      0xE_0000...0xE_0FFF:
      .nothing
    default: .visible
    }
  }

  private static func fold(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A: scalar + 0x20
    case 0..<0x80: scalar
    case 0xFF21...0xFF3A: scalar - 0xFF21 + 0x61
    case 0xFF01...0xFF5E: scalar - 0xFEE0
    case 0x4E00...0x9FFF: TraditionalCharacters.simplified(scalar) ?? scalar
    case 0x80..<0x0590: lowercase(scalar)
    default: scalar
    }
  }

  /// The small letter where it is one character; otherwise the character itself.
  private static func lowercase(_ scalar: UInt32) -> UInt32 {
    guard let value = Unicode.Scalar(scalar) else { return scalar }
    let small = value.properties.lowercaseMapping.unicodeScalars
    guard small.count == 1, let only = small.first else { return scalar }
    return only.value
  }
}
