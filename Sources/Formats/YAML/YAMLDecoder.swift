/// Decodes `Decodable` types from YAML. Every error is a `YAMLError` with file, line, column and path, also one that
/// the type's own `init(from:)` throws.
public struct YAMLDecoder {
  /// What becomes of keys that the decoded types never ask for.
  public enum UnknownKeys: Sendable {
    case refused
    case ignored
  }

  public var unknownKeys: UnknownKeys
  public var limits: YAMLLimits
  public var userInfo: [CodingUserInfoKey: any Sendable] = [:]

  public init(unknownKeys: UnknownKeys = .refused, limits: YAMLLimits = .standard) {
    self.unknownKeys = unknownKeys
    self.limits = limits
  }

  /// - Parameter file: the name for messages.
  public func decode<Value: Decodable>(
    _ type: Value.Type, from text: String, file: String
  ) throws(YAMLError) -> Value {
    try decode(type, from: try YAMLNode(parsing: text, file: file, limits: limits))
  }

  /// - Parameter file: the name for messages.
  public func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], file: String
  ) throws(YAMLError) -> Value {
    try decode(type, from: try YAMLNode(parsing: bytes, file: file, limits: limits))
  }

  public func decode<Value: Decodable>(_ type: Value.Type, from node: YAMLNode) throws(YAMLError) -> Value {
    let (value, unknown) = try decodeReporting(type, from: node)
    if unknownKeys == .refused, let first = unknown.first { throw first }
    return value
  }

  /// Decodes and reports every key that was never asked for, in the order of the file, whatever `unknownKeys` says.
  public func decodeReporting<Value: Decodable>(
    _ type: Value.Type, from node: YAMLNode
  ) throws(YAMLError) -> (value: Value, unknownKeys: [YAMLError]) {
    let questions = YAMLQuestions()
    let decoder = YAMLNodeDecoder(node: node, codingPath: [], userInfo: userInfo, questions: questions)
    let value = try decoder.decode(type)
    return (value, questions.unknownKeys(in: node))
  }
}

/// Remembers which keys were asked for, mapping by mapping.
final class YAMLQuestions {
  private var asked: [Int: Set<String>] = [:]

  func open(_ node: YAMLNode) {
    asked[node.number, default: []].formUnion([])
  }

  func ask(_ key: String, of node: YAMLNode) {
    asked[node.number, default: []].insert(key)
  }

  /// Mappings that were never opened by key were taken whole: nothing in them is unknown.
  func unknownKeys(in node: YAMLNode, path: String = "") -> [YAMLError] {
    switch node.content {
    case .scalar: return []
    case .sequence(let elements):
      return elements.enumerated().flatMap { unknownKeys(in: $0.element, path: "\(path)[\($0.offset)]") }
    case .mapping(let entries):
      let known = asked[node.number]
      return entries.flatMap { entry -> [YAMLError] in
        if let known, !known.contains(entry.key) {
          return [YAMLError(reason: .unknownKey(entry.key, known: known.sorted()), mark: entry.keyMark, path: path)]
        }
        return unknownKeys(in: entry.value, path: "\(path).\(entry.key)")
      }
    }
  }
}
