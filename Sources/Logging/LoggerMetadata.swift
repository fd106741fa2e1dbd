extension Logger {
  /// Keys and values that go with a statement.
  public typealias Metadata = [String: MetadataValue]

  /// One value of the metadata.
  public enum MetadataValue: Sendable {
    case string(String)
    /// Turned into text only when the statement is written.
    case stringConvertible(any CustomStringConvertible & Sendable)
    case dictionary(Metadata)
    case array([Metadata.Value])
  }
}

extension Logger.MetadataValue: Equatable {
  /// Convertible values are equal when their texts are.
  public static func == (lhs: Logger.MetadataValue, rhs: Logger.MetadataValue) -> Bool {
    switch (lhs, rhs) {
    case (.string(let lhs), .string(let rhs)): lhs == rhs
    case (.stringConvertible(let lhs), .stringConvertible(let rhs)): lhs.description == rhs.description
    case (.dictionary(let lhs), .dictionary(let rhs)): lhs == rhs
    case (.array(let lhs), .array(let rhs)): lhs == rhs
    default: false
    }
  }
}

extension Logger.MetadataValue: CustomStringConvertible {
  public var description: String {
    switch self {
    case .string(let text): text
    case .stringConvertible(let value): value.description
    case .dictionary(let values): values.mapValues(\.description).description
    case .array(let values): values.map(\.description).description
    }
  }
}

extension Logger.MetadataValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) { self = .string(value) }
}

extension Logger.MetadataValue: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, Logger.Metadata.Value)...) {
    self = .dictionary(Logger.Metadata(elements, uniquingKeysWith: { _, last in last }))
  }
}

extension Logger.MetadataValue: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Logger.Metadata.Value...) { self = .array(elements) }
}
