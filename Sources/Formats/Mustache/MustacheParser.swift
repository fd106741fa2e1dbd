/// Reads a template's text in one pass.
struct MustacheParser {
  private let bytes: [UInt8]
  private let name: String
  private let limits: MustacheLimits
  private var open = Array("{{".utf8)
  private var close = Array("}}".utf8)
  private var sections: [OpenSection] = []
  private var nodes: [MustacheNode] = []
  private var count = 0
  private var isAtLineStart = true
  /// Where the line and column of a place were counted last.
  private var counted = (offset: 0, line: 1, column: 1)

  private struct OpenSection {
    var name: MustacheName
    var isInverted: Bool
    /// What stood before the section.
    var before: [MustacheNode]
  }

  init(_ bytes: [UInt8], name: String, limits: MustacheLimits) {
    self.bytes = bytes
    self.name = name
    self.limits = limits
  }

  mutating func parse() throws(MustacheError) -> [MustacheNode] {
    guard bytes.count <= limits.size else { throw MustacheError(.tooLarge(limit: limits.size), at: mark(0)) }
    var textStart = 0
    while let start = find(open, from: textStart) {
      let tag = try self.tag(at: start)
      let line = tag.kind.standsAlone ? lineAround(tag.range) : nil
      try addText(textStart..<max(textStart, line?.lowerBound ?? start))
      let indent = line.map { String(decoding: bytes[$0.lowerBound..<start], as: UTF8.self) }
      try add(tag, indent: indent)
      textStart = line?.upperBound ?? tag.range.upperBound
      if line != nil { isAtLineStart = true }
    }
    try addText(textStart..<bytes.count)
    if let section = sections.last {
      throw MustacheError(.unclosedSection(section.name.text), at: section.name.mark)
    }
    return nodes
  }

  // MARK: Tags

  private struct Tag {
    enum Kind {
      case value, rawValue, section, inverted, end, partial, comment, delimiters

      /// Whether a line with nothing but this tag leaves no line behind.
      var standsAlone: Bool { self != .value && self != .rawValue }
    }

    var kind: Kind
    /// Without the sign in front and the spaces around.
    var content: String
    /// From the first byte of the opening delimiter to behind the closing one.
    var range: Range<Int>
    var mark: SourceMark
  }

  private mutating func tag(at start: Int) throws(MustacheError) -> Tag {
    let mark = mark(start)
    var inner = start + open.count
    let kind: Tag.Kind =
      switch inner < bytes.count ? bytes[inner] : 0 {
      case UInt8(ascii: "{"), UInt8(ascii: "&"): .rawValue
      case UInt8(ascii: "#"): .section
      case UInt8(ascii: "^"): .inverted
      case UInt8(ascii: "/"): .end
      case UInt8(ascii: ">"): .partial
      case UInt8(ascii: "!"): .comment
      case UInt8(ascii: "="): .delimiters
      default: .value
      }
    var ending = close
    if kind == .delimiters { ending = [UInt8(ascii: "=")] + close }
    if kind == .rawValue, bytes[inner] == UInt8(ascii: "{") { ending = [UInt8(ascii: "}")] + close }
    if kind != .value { inner += 1 }
    guard let end = find(ending, from: inner) else { throw MustacheError(.unclosedTag, at: mark) }
    return Tag(
      kind: kind, content: trimmed(inner..<end), range: start..<end + ending.count, mark: mark)
  }

  private mutating func add(_ tag: Tag, indent: String?) throws(MustacheError) {
    if indent == nil { try startLine(tag.mark) }
    switch tag.kind {
    case .value, .rawValue:
      try append(.value(try name(tag), isEscaped: tag.kind == .value), tag.mark)
    case .section, .inverted:
      guard sections.count < limits.depth else { throw MustacheError(.tooDeep(limit: limits.depth), at: tag.mark) }
      sections.append(OpenSection(name: try name(tag), isInverted: tag.kind == .inverted, before: nodes))
      nodes = []
    case .end:
      try closeSection(tag)
    case .partial:
      guard let partial = MustacheName(tag.content, mark: tag.mark), !partial.isLocal else {
        throw MustacheError(.badName(tag.content), at: tag.mark)
      }
      try append(.partial(tag.content, indent: indent, tag.mark), tag.mark)
    case .comment:
      break
    case .delimiters:
      try setDelimiters(tag)
    }
  }

  private func name(_ tag: Tag) throws(MustacheError) -> MustacheName {
    guard let name = MustacheName(tag.content, mark: tag.mark) else {
      throw MustacheError(.badName(tag.content), at: tag.mark)
    }
    return name
  }

  private mutating func closeSection(_ tag: Tag) throws(MustacheError) {
    guard let section = sections.popLast() else {
      throw MustacheError(.unopenedSection(tag.content), at: tag.mark)
    }
    guard section.name.text == tag.content else {
      throw MustacheError(
        .wrongSection(open: section.name.text, line: section.name.mark.line, closed: tag.content), at: tag.mark)
    }
    let inner = nodes
    nodes = section.before
    try append(.section(section.name, isInverted: section.isInverted, inner), tag.mark)
  }

  private mutating func setDelimiters(_ tag: Tag) throws(MustacheError) {
    let pair = tag.content.split(whereSeparator: \.isWhitespace)
    guard pair.count == 2, !tag.content.contains("="), pair.allSatisfy({ $0.utf8.count <= 16 }) else {
      throw MustacheError(.badDelimiters(tag.content), at: tag.mark)
    }
    open = Array(pair[0].utf8)
    close = Array(pair[1].utf8)
  }

  // MARK: Text

  private mutating func addText(_ range: Range<Int>) throws(MustacheError) {
    var start = range.lowerBound
    while start < range.upperBound {
      let newline = bytes[start..<range.upperBound].firstIndex(of: Self.newline)
      let end = newline.map { $0 + 1 } ?? range.upperBound
      if isAtLineStart { nodes.append(.lineStart) }
      try append(.text(String(decoding: bytes[start..<end], as: UTF8.self)), nil)
      isAtLineStart = newline != nil
      start = end
    }
  }

  private mutating func startLine(_ mark: SourceMark) throws(MustacheError) {
    guard isAtLineStart else { return }
    try append(.lineStart, mark)
    isAtLineStart = false
  }

  private mutating func append(_ node: MustacheNode, _ place: SourceMark?) throws(MustacheError) {
    count += 1
    guard count <= limits.nodes else {
      throw MustacheError(.tooManyNodes(limit: limits.nodes), at: place ?? mark(bytes.count))
    }
    nodes.append(node)
  }

  // MARK: Places

  private static let newline = UInt8(ascii: "\n")

  private func find(_ wanted: [UInt8], from start: Int) -> Int? {
    guard let first = wanted.first else { return nil }
    var index = start
    while index + wanted.count <= bytes.count {
      if bytes[index] == first, bytes[index..<index + wanted.count].elementsEqual(wanted) { return index }
      index += 1
    }
    return nil
  }

  /// The whole line with its end, where nothing but spaces and tabs stands around the tag.
  private func lineAround(_ tag: Range<Int>) -> Range<Int>? {
    var start = tag.lowerBound
    while start > 0, Self.isBlank(bytes[start - 1]) { start -= 1 }
    guard start == 0 || bytes[start - 1] == Self.newline else { return nil }
    var end = tag.upperBound
    while end < bytes.count, Self.isBlank(bytes[end]) { end += 1 }
    if end == bytes.count { return start..<end }
    if bytes[end] == UInt8(ascii: "\r"), end + 1 < bytes.count { end += 1 }
    return bytes[end] == Self.newline ? start..<end + 1 : nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private func trimmed(_ range: Range<Int>) -> String {
    let isSpace: (UInt8) -> Bool = { Self.isBlank($0) || $0 == Self.newline || $0 == UInt8(ascii: "\r") }
    var content = bytes[range].drop(while: isSpace)
    while let last = content.last, isSpace(last) { content.removeLast() }
    return String(decoding: content, as: UTF8.self)
  }

  /// Line and column of an offset; asked in rising order, it counts every byte once.
  private mutating func mark(_ offset: Int) -> SourceMark {
    if offset < counted.offset { counted = (0, 1, 1) }
    for byte in bytes[counted.offset..<offset] {
      if byte == Self.newline {
        counted.line += 1
        counted.column = 1
      } else if byte & 0xC0 != 0x80 {
        counted.column += 1
      }
    }
    counted.offset = offset
    return SourceMark(file: name, line: counted.line, column: counted.column)
  }
}
