/// A node of a YAML file, with the place where it begins.
public struct YAMLNode: Sendable, Hashable {
  public enum Content: Sendable, Hashable {
    /// `isPlain`: written without quotes and not as a block, so that the core schema gives it a type.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    /// In the order of the file.
    case mapping([Entry])
  }

  /// A key of a mapping and its value.
  public struct Entry: Sendable, Hashable {
    public var key: String
    public var keyMark: SourceMark
    public var value: YAMLNode
  }

  public let content: Content
  public let mark: SourceMark
  /// Counts the nodes of a file, so that two nodes of equal content can be told apart.
  let number: Int

  init(_ content: Content, mark: SourceMark, number: Int) {
    self.content = content
    self.mark = mark
    self.number = number
  }

  // MARK: Looking in

  /// The value of a key; `nil` where there is none or this is no mapping.
  public subscript(key: String) -> YAMLNode? {
    entries?.first { $0.key == key }?.value
  }

  /// The element at an index; `nil` where there is none or this is no sequence.
  public subscript(index: Int) -> YAMLNode? {
    guard let elements, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  public var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  public var elements: [YAMLNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// What the scalar is by YAML's core schema; `nil` for sequences and mappings.
  public var scalar: YAMLScalar? {
    if case .scalar(let text, let isPlain) = content { YAMLScalar(text, isPlain: isPlain) } else { nil }
  }

  public var isNull: Bool { scalar == .null }

  /// The node's kind and value for a message.
  var summary: String {
    switch content {
    case .sequence: "a sequence"
    case .mapping: "a mapping"
    case .scalar(let text, let isPlain):
      switch YAMLScalar(text, isPlain: isPlain) {
      case .null: "nothing"
      case .boolean, .integer, .decimal: text
      case .string: "\"\(text.count <= 40 ? text : String(text.prefix(40)) + "…")\""
      }
    }
  }
}

/// A scalar by the core schema of YAML 1.2: only plain scalars can be other than strings, and `yes`, `no`, `on`, `off`
/// are strings.
public enum YAMLScalar: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// The digits as written.
  case integer(String)
  /// The number as written; `.inf` and `.nan` are strings here, as no setting means them.
  case decimal(String)
  case string(String)

  public init(_ text: String, isPlain: Bool) {
    guard isPlain else {
      self = .string(text)
      return
    }
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .boolean(true)
    case "false", "False", "FALSE": self = .boolean(false)
    default: self = Self.number(Array(text.utf8), text) ?? .string(text)
    }
  }

  private static func number(_ utf8: [UInt8], _ text: String) -> YAMLScalar? {
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
    if utf8.count > 2 && utf8[0] == UInt8(ascii: "0") {
      let rest = utf8[2...]
      if utf8[1] == UInt8(ascii: "o") && rest.allSatisfy({ $0 &- 0x30 <= 7 }) { return .integer(text) }
      if utf8[1] == UInt8(ascii: "x") && rest.allSatisfy({ JSONEscapes.hex($0) != nil }) { return .integer(text) }
    }
    var rest = utf8[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    if rest.isEmpty { return whole.isEmpty ? nil : .integer(text) }
    var digits = whole.count
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      let fraction = rest.prefix(while: isDigit)
      digits += fraction.count
      rest = rest.dropFirst(fraction.count)
    }
    if digits == 0 { return nil }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      if rest.isEmpty || !rest.allSatisfy(isDigit) { return nil }
      rest = []
    }
    return rest.isEmpty ? .decimal(text) : nil
  }

  /// The integer, when it is one and fits the type.
  public func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer? {
    guard case .integer(let text) = self else { return nil }
    if text.hasPrefix("0o") { return Integer(text.dropFirst(2), radix: 8) }
    if text.hasPrefix("0x") { return Integer(text.dropFirst(2), radix: 16) }
    return Integer(text)
  }

  /// The number, when it is one and finite.
  public var double: Double? {
    switch self {
    case .integer(let text):
      if let value = integer(Int64.self) { return Double(value) }
      return Double(text).flatMap { $0.isFinite ? $0 : nil }
    case .decimal(let text): return Double(text).flatMap { $0.isFinite ? $0 : nil }
    case .null, .boolean, .string: return nil
    }
  }
}
