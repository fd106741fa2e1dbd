/// The decoder of one node.
struct YAMLNodeDecoder: Decoder {
  let node: YAMLNode
  let codingPath: [any CodingKey]
  let sendableInfo: [CodingUserInfoKey: any Sendable]
  let questions: YAMLQuestions

  init(
    node: YAMLNode, codingPath: [any CodingKey], userInfo: [CodingUserInfoKey: any Sendable], questions: YAMLQuestions
  ) {
    self.node = node
    self.codingPath = codingPath
    sendableInfo = userInfo
    self.questions = questions
  }

  var userInfo: [CodingUserInfoKey: Any] { sendableInfo }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard let entries = node.entries else { throw wrongType("a mapping") }
    questions.open(node)
    return KeyedDecodingContainer(YAMLKeyedContainer<Key>(decoder: self, entries: entries))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let elements = node.elements else { throw wrongType("a sequence") }
    return YAMLUnkeyedContainer(decoder: self, elements: elements)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    YAMLSingleValueContainer(decoder: self)
  }

  func inner(_ node: YAMLNode, _ key: any CodingKey) -> YAMLNodeDecoder {
    YAMLNodeDecoder(node: node, codingPath: codingPath + [key], userInfo: sendableInfo, questions: questions)
  }

  // MARK: Values

  /// Decodes this node; every error leaves with its place.
  func decode<Value: Decodable>(_ type: Value.Type) throws(YAMLError) -> Value {
    if let scalar = try decodeScalar(type) { return scalar }
    do {
      return try Value(from: self)
    } catch let error as YAMLError {
      throw error
    } catch let error as DecodingError {
      throw placed(error, type)
    } catch {
      throw failure(.invalidValue(String(describing: error)))
    }
  }

  /// The types that a scalar is by itself; `nil` for all others.
  private func decodeScalar<Value>(_ type: Value.Type) throws(YAMLError) -> Value? {
    if type == String.self {
      guard case .string(let text) = node.scalar else { throw wrongType("a string") }
      return text as? Value
    }
    if type == Bool.self {
      guard case .boolean(let flag) = node.scalar else { throw wrongType("true or false") }
      return flag as? Value
    }
    if let integer = type as? any FixedWidthInteger.Type {
      return try decodeInteger(integer) as? Value
    }
    if type == Double.self || type == Float.self {
      guard let value = node.scalar?.double else { throw wrongType("a number") }
      return type == Double.self ? value as? Value : Float(value) as? Value
    }
    return nil
  }

  private func decodeInteger<Integer: FixedWidthInteger>(_ type: Integer.Type) throws(YAMLError) -> Integer {
    if let value = node.scalar?.integer(type) { return value }
    guard case .integer = node.scalar else { throw wrongType("an integer") }
    throw wrongType("an integer from \(Integer.min) to \(Integer.max)")
  }

  // MARK: Errors

  var path: String {
    codingPath.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
  }

  func failure(_ reason: YAMLError.Reason) -> YAMLError {
    YAMLError(reason: reason, mark: node.mark, path: path)
  }

  func wrongType(_ expected: String) -> YAMLError {
    var found = node.summary
    if expected == "a string", let scalar = node.scalar, scalar != .null { found += " (put it in quotes)" }
    return failure(.wrongType(expected: expected, found: found))
  }

  private func placed<Value>(_ error: DecodingError, _ type: Value.Type) -> YAMLError {
    switch error {
    case .keyNotFound(let key, _): return failure(.missingKey(key.stringValue))
    case .typeMismatch(let type, _): return failure(.wrongType(expected: "\(type)", found: node.summary))
    case .valueNotFound: return failure(.wrongType(expected: "a value", found: node.summary))
    case .dataCorrupted(let context):
      if let choices = type as? any (CaseIterable & RawRepresentable).Type {
        return failure(.wrongType(expected: "one of \(Self.list(choices))", found: node.summary))
      }
      return failure(.invalidValue("\(node.summary): \(context.debugDescription)"))
    @unknown default: return failure(.invalidValue(String(describing: error)))
    }
  }

  private static func list<Choice: CaseIterable & RawRepresentable>(_ type: Choice.Type) -> String {
    type.allCases.map { "\($0.rawValue)" }.joined(separator: ", ")
  }
}

/// An index of a sequence as a coding key.
struct YAMLIndex: CodingKey {
  let intValue: Int?
  var stringValue: String { intValue.map(String.init) ?? "" }

  init(_ index: Int) { intValue = index }
  init?(intValue: Int) { self.intValue = intValue }
  init?(stringValue: String) { return nil }
}
