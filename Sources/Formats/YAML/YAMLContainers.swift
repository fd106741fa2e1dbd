struct YAMLKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: YAMLNodeDecoder
  private let values: [String: YAMLNode]
  private let order: [String]

  init(decoder: YAMLNodeDecoder, entries: [YAMLNode.Entry]) {
    self.decoder = decoder
    values = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    order = entries.map(\.key)
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { order.compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool {
    decoder.questions.ask(key.stringValue, of: decoder.node)
    return values[key.stringValue] != nil
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    try inner(key).node.isNull
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try inner(key).decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try inner(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try inner(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { decoder }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    try inner(key)
  }

  private func inner(_ key: Key) throws -> YAMLNodeDecoder {
    decoder.questions.ask(key.stringValue, of: decoder.node)
    guard let node = values[key.stringValue] else { throw decoder.failure(.missingKey(key.stringValue)) }
    return decoder.inner(node, YAMLName(key.stringValue))
  }
}

struct YAMLUnkeyedContainer: UnkeyedDecodingContainer {
  let decoder: YAMLNodeDecoder
  let elements: [YAMLNode]
  private(set) var currentIndex = 0

  init(decoder: YAMLNodeDecoder, elements: [YAMLNode]) {
    self.decoder = decoder
    self.elements = elements
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  mutating func decodeNil() throws -> Bool {
    guard try inner().node.isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value = try inner().decode(type)
    currentIndex += 1
    return value
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    let container = try inner().container(keyedBy: type)
    currentIndex += 1
    return container
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let container = try inner().unkeyedContainer()
    currentIndex += 1
    return container
  }

  mutating func superDecoder() throws -> any Decoder {
    let decoder = try inner()
    currentIndex += 1
    return decoder
  }

  private func inner() throws -> YAMLNodeDecoder {
    guard !isAtEnd else {
      throw decoder.failure(.wrongType(expected: "at least \(currentIndex + 1) elements", found: "\(elements.count)"))
    }
    return decoder.inner(elements[currentIndex], YAMLIndex(currentIndex))
  }
}

struct YAMLSingleValueContainer: SingleValueDecodingContainer {
  let decoder: YAMLNodeDecoder

  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { decoder.node.isNull }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try decoder.decode(type)
  }
}

/// A key of a mapping as a coding key; digits in it make no index of it.
struct YAMLName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { return nil }
}
