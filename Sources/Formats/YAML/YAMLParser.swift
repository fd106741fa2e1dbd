import CYAML

extension YAMLNode {
  /// Reads a file of one document. An empty file is a null scalar.
  ///
  /// - Parameter file: the name for messages.
  public init(parsing bytes: [UInt8], file: String, limits: YAMLLimits = .standard) throws(YAMLError) {
    let parser = try YAMLParser(bytes, file: file, limits: limits)
    self = try parser.document()
  }

  public init(parsing text: String, file: String, limits: YAMLLimits = .standard) throws(YAMLError) {
    try self.init(parsing: Array(text.utf8), file: file, limits: limits)
  }
}

/// Owns a libyaml parser and builds the tree from its events, one by one, so that limits hold before memory is spent.
private final class YAMLParser {
  // On the heap, because libyaml keeps pointers to the parser itself and to its input.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let file: String
  private let limits: YAMLLimits
  private var nodes = 0

  init(_ bytes: [UInt8], file: String, limits: YAMLLimits) throws(YAMLError) {
    self.file = file
    self.limits = limits
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    // libyaml takes a byte order mark for a character, once it is told the encoding.
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    input = .allocate(capacity: body.count)
    _ = input.initialize(from: body)
    guard yaml_parser_initialize(parser) == 1 else { throw outOfMemory() }
    guard bytes.count <= limits.size else {
      throw YAMLError(reason: .tooLarge(limit: limits.size), mark: SourceMark(file: file, line: 1, column: 1))
    }
    switch UTF8Scan.scan(UnsafeBufferPointer(input)) {
    case .valid: break
    case .invalid(let offset), .truncated(let offset): throw YAMLError(reason: .invalidUTF8, mark: mark(at: offset))
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  func document() throws(YAMLError) -> YAMLNode {
    var root: YAMLNode?
    while true {
      let event = try next()
      switch event.kind {
      case .documentStart:
        if root != nil { throw YAMLError(reason: .severalDocuments, mark: event.mark) }
        root = try node(from: try next(), depth: 0)
      case .streamEnd:
        let start = SourceMark(file: file, line: 1, column: 1)
        return root ?? YAMLNode(.scalar("", isPlain: true), mark: start, number: 0)
      default: continue
      }
    }
  }

  private func node(from event: Event, depth: Int) throws(YAMLError) -> YAMLNode {
    nodes += 1
    let number = nodes
    if nodes > limits.nodes { throw YAMLError(reason: .tooManyNodes(limit: limits.nodes), mark: event.mark) }
    if let tag = event.tag { throw YAMLError(reason: .tagRefused(tag), mark: event.mark) }
    switch event.kind {
    case .scalar(let text, let isPlain):
      return YAMLNode(.scalar(text, isPlain: isPlain), mark: event.mark, number: number)
    case .sequenceStart:
      if depth >= limits.depth { throw YAMLError(reason: .tooDeep(limit: limits.depth), mark: event.mark) }
      var elements: [YAMLNode] = []
      while true {
        let inner = try next()
        if case .sequenceEnd = inner.kind { break }
        elements.append(try node(from: inner, depth: depth + 1))
      }
      return YAMLNode(.sequence(elements), mark: event.mark, number: number)
    case .mappingStart:
      if depth >= limits.depth { throw YAMLError(reason: .tooDeep(limit: limits.depth), mark: event.mark) }
      return YAMLNode(.mapping(try entries(depth: depth)), mark: event.mark, number: number)
    case .alias: throw YAMLError(reason: .aliasRefused, mark: event.mark)
    case .documentStart, .streamEnd, .sequenceEnd, .mappingEnd, .other:
      throw YAMLError(reason: .syntax("a value is missing"), mark: event.mark)
    }
  }

  private func entries(depth: Int) throws(YAMLError) -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    var keys: Set<String> = []
    while true {
      let event = try next()
      if case .mappingEnd = event.kind { return entries }
      let key = try node(from: event, depth: depth + 1)
      guard case .scalar(let name, _) = key.content else { throw YAMLError(reason: .keyIsNotScalar, mark: key.mark) }
      guard keys.insert(name).inserted else { throw YAMLError(reason: .duplicateKey(name), mark: key.mark) }
      let value = try node(from: try next(), depth: depth + 1)
      entries.append(YAMLNode.Entry(key: name, keyMark: key.mark, value: value))
    }
  }

  // MARK: Events

  private enum Kind {
    case documentStart, streamEnd, alias, sequenceStart, sequenceEnd, mappingStart, mappingEnd, other
    case scalar(String, isPlain: Bool)
  }

  private struct Event {
    var kind: Kind
    var mark: SourceMark
    var tag: String?
  }

  private func next() throws(YAMLError) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
    defer { yaml_event_delete(&event) }
    let place = mark(event.start_mark)
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, mark: place)
    case YAML_STREAM_END_EVENT: return Event(kind: .streamEnd, mark: place)
    case YAML_ALIAS_EVENT: return Event(kind: .alias, mark: place)
    case YAML_SEQUENCE_START_EVENT:
      return Event(kind: .sequenceStart, mark: place, tag: text(event.data.sequence_start.tag))
    case YAML_SEQUENCE_END_EVENT: return Event(kind: .sequenceEnd, mark: place)
    case YAML_MAPPING_START_EVENT:
      return Event(kind: .mappingStart, mark: place, tag: text(event.data.mapping_start.tag))
    case YAML_MAPPING_END_EVENT: return Event(kind: .mappingEnd, mark: place)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let value = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
      return Event(kind: .scalar(value, isPlain: isPlain), mark: place, tag: text(scalar.tag))
    default: return Event(kind: .other, mark: place)
    }
  }

  private func text(_ tag: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    tag.map { String(cString: $0) }
  }

  private func mark(_ mark: yaml_mark_t) -> SourceMark {
    SourceMark(file: file, line: mark.line + 1, column: mark.column + 1)
  }

  /// The place of a byte of the input.
  private func mark(at offset: Int) -> SourceMark {
    var line = 1
    var column = 1
    for byte in input.prefix(offset) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return SourceMark(file: file, line: line, column: column)
  }

  private func syntaxError() -> YAMLError {
    if parser.pointee.error == YAML_MEMORY_ERROR { return outOfMemory() }
    var text = parser.pointee.problem.map { String(cString: $0) } ?? "not YAML"
    if let context = parser.pointee.context { text += ", " + String(cString: context) }
    // For a fault found by the reader libyaml leaves the mark at the file's start; only the offset is right.
    let isReaders = parser.pointee.error == YAML_READER_ERROR
    let place = isReaders ? mark(at: parser.pointee.problem_offset) : mark(parser.pointee.problem_mark)
    return YAMLError(reason: .syntax(text), mark: place)
  }

  private func outOfMemory() -> YAMLError {
    YAMLError(reason: .syntax("out of memory"), mark: SourceMark(file: file, line: 1, column: 1))
  }
}
