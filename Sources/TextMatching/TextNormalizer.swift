/// Makes the ways in which people write the same word one, and remembers where everything came from.
///
/// Full-width ASCII becomes ASCII, traditional characters simplified ones, capitals small letters. Characters without
/// width are taken out; so is blank space, except one space between two ASCII letters or digits, and one line feed where
/// the text had line breaks. Folding what was folded changes nothing.
public struct TextNormalizer: Sendable {
  /// A normalizer.
  public init() {}

  /// The folded form of `text`.
  public func normalize(_ text: String) -> NormalizedText {
    var copy = text
    return copy.withUTF8 { buffer in
      var folding = Folding(capacity: buffer.count)
      var index = 0
      while index < buffer.count {
        let start = index
        let scalar = decodeValid(buffer, &index)
        folding.take(scalar, from: start, to: index)
      }
      return folding.finish()
    }
  }
}

/// A folded text with the way back to the original.
public struct NormalizedText: Sendable {
  /// The folded text in UTF-8.
  public let bytes: [UInt8]
  /// Offsets into ``bytes`` of the characters before which blank space was taken out, in order: where there is no other
  /// punctuation, a writer's own.
  public let gaps: [Int]
  let map: OffsetMap

  /// The folded text.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// All matches of `matcher` in the folded text; their offsets are into ``bytes``.
  public func matches(of matcher: some Matcher) -> [Match] {
    // What the folding writes is UTF-8, as its input was.
    guard let span = try? UTF8Span(validating: bytes.span) else { return [] }
    return matcher.matches(in: span)
  }

  /// The bytes of the original that `range` of the folded bytes came from, from the first character to the last; what
  /// was taken out between them is inside, what was taken out around them is not. An empty range, or one beyond
  /// ``bytes``, gives an empty one.
  public func original(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= bytes.count else { return 0..<0 }
    return map.start(of: range.lowerBound)..<map.end(of: range.upperBound - 1)
  }
}

/// The scalar that begins at `index` in valid UTF-8; moves `index` behind it.
private func decodeValid(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
  let first = UInt32(bytes[index])
  func continuation(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset]) & 0x3F }
  if first < 0x80 {
    index += 1
    return first
  }
  if first < 0xE0 {
    defer { index += 2 }
    return (first & 0x1F) << 6 | continuation(1)
  }
  if first < 0xF0 {
    defer { index += 3 }
    return (first & 0x0F) << 12 | continuation(1) << 6 | continuation(2)
  }
  defer { index += 4 }
  return (first & 0x07) << 18 | continuation(1) << 12 | continuation(2) << 6 | continuation(3)
}
