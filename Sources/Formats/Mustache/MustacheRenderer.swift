/// Prints one value with a template.
struct MustacheRenderer {
  private let partials: [String: MustacheTemplate]
  private let isStrict: Bool
  private let limits: MustacheLimits
  /// The innermost value last.
  private var stack: [MustacheValue]
  private var output: [UInt8] = []
  private var depth = 0
  private var steps = 0
  private var place: SourceMark

  init(root: MustacheValue, partials: [String: MustacheTemplate], isStrict: Bool, limits: MustacheLimits) {
    stack = [root]
    self.partials = partials
    self.isStrict = isStrict
    self.limits = limits
    place = SourceMark(file: "", line: 1, column: 1)
  }

  mutating func render(_ template: MustacheTemplate) throws(MustacheError) -> String {
    place.file = template.name
    try render(template.nodes, indent: "")
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func render(_ nodes: [MustacheNode], indent: String) throws(MustacheError) {
    for node in nodes {
      steps += 1
      guard steps <= limits.steps else { throw MustacheError(.tooManySteps(limit: limits.steps), at: place) }
      switch node {
      case .text(let text): try write(text)
      case .lineStart: if !indent.isEmpty { try write(indent) }
      case .value(let name, let isEscaped): try write(name, isEscaped: isEscaped)
      case .section(let name, let isInverted, let inner):
        try renderSection(name, isInverted, inner, indent: indent)
      case .partial(let name, let own, let mark):
        try renderPartial(name, indent: own.map { indent + $0 } ?? "", mark)
      }
    }
  }

  private mutating func renderSection(
    _ name: MustacheName, _ isInverted: Bool, _ inner: [MustacheNode], indent: String
  ) throws(MustacheError) {
    place = name.mark
    let value = lookUp(name)
    if value == nil, isStrict { throw MustacheError(.missingValue(name.text), at: name.mark) }
    guard (value ?? .null).isFalsey == isInverted else { return }
    if isInverted { return try enter(inner, indent: indent, at: name.mark) }
    let elements: [MustacheValue] = if case .list(let list) = value { list } else { [value ?? .null] }
    for element in elements {
      steps += 1
      guard steps <= limits.steps else { throw MustacheError(.tooManySteps(limit: limits.steps), at: place) }
      stack.append(element)
      try enter(inner, indent: indent, at: name.mark)
      stack.removeLast()
    }
  }

  private mutating func renderPartial(_ name: String, indent: String, _ mark: SourceMark) throws(MustacheError) {
    place = mark
    guard let partial = partials[name] else {
      if isStrict { throw MustacheError(.missingPartial(name), at: mark) }
      return
    }
    try enter(partial.nodes, indent: indent, at: mark)
  }

  /// One level deeper.
  private mutating func enter(_ nodes: [MustacheNode], indent: String, at mark: SourceMark) throws(MustacheError) {
    guard depth < limits.depth else { throw MustacheError(.tooDeep(limit: limits.depth), at: mark) }
    depth += 1
    try render(nodes, indent: indent)
    depth -= 1
  }

  // MARK: Values

  /// The value of a name: the first part from the innermost value that has it, each further part in the one before.
  private func lookUp(_ name: MustacheName) -> MustacheValue? {
    guard let first = name.parts.first else { return stack.last }
    var found = name.isLocal ? stack.last?[first] : stack.lazy.reversed().compactMap { $0[first] }.first
    for part in name.parts.dropFirst() { found = found?[part] }
    return found
  }

  private mutating func write(_ name: MustacheName, isEscaped: Bool) throws(MustacheError) {
    place = name.mark
    let value = lookUp(name)
    let text = value?.printed
    if isStrict {
      guard let value else { throw MustacheError(.missingValue(name.text), at: name.mark) }
      guard let text else { throw MustacheError(.notText(name.text), at: name.mark) }
      if value == .null || text.allSatisfy(\.isWhitespace) {
        throw MustacheError(.missingValue(name.text), at: name.mark)
      }
    }
    try write(isEscaped ? Self.escaped(text ?? "") : text ?? "")
  }

  private mutating func write(_ text: String) throws(MustacheError) {
    guard output.count + text.utf8.count <= limits.output else {
      throw MustacheError(.tooMuchOutput(limit: limits.output), at: place)
    }
    output.append(contentsOf: text.utf8)
  }

  /// Safe as text and as a quoted attribute of HTML.
  private static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): out.append(contentsOf: "&#39;".utf8)
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
