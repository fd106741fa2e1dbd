/// A property that librdkafka does not know or whose value it refuses.
public struct KafkaConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The property's name; `nil` when properties do not go together.
  public var property: String?
  /// librdkafka's reason.
  public var reason: String

  public init(property: String?, reason: String) {
    self.property = property
    self.reason = reason
  }

  public var description: String { property.map { "\($0): \(reason)" } ?? reason }
}
