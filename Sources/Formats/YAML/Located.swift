/// A decoded value with the place where it stands in its file.
///
///     struct Rule: Decodable { var id: Located<String> }
///
/// Decodes from `YAMLDecoder`; another decoder has no places and is refused.
@dynamicMemberLookup
public struct Located<Value> {
  public var value: Value
  public var mark: SourceMark

  public init(_ value: Value, at mark: SourceMark) {
    self.value = value
    self.mark = mark
  }

  public subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

extension Located: Decodable where Value: Decodable {
  public init(from decoder: any Decoder) throws {
    guard let mark = decoder.sourceMark else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "this decoder knows no places"))
    }
    self.init(try decoder.singleValueContainer().decode(Value.self), at: mark)
  }
}

extension Decoder {
  /// Where the value being decoded stands, when it comes from a YAML file: for an `init(from:)` that keeps its place.
  public var sourceMark: SourceMark? { (self as? YAMLNodeDecoder)?.node.mark }
}

extension YAMLNode: Decodable {
  /// Takes the node as it is; its keys count as known.
  public init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? YAMLNodeDecoder else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a YAML node decodes from YAML only"))
    }
    self = decoder.node
  }
}
