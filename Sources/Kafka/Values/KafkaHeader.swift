/// One header of a record: a name and bytes, which may be absent or empty. Names may repeat; order is kept.
public struct KafkaHeader: Sendable, Hashable {
  public var name: String
  /// `nil` is a null value, which is not the same as an empty one.
  public var value: [UInt8]?

  public init(_ name: String, _ value: [UInt8]?) {
    self.name = name
    self.value = value
  }

  public init(_ name: String, _ value: String) {
    self.init(name, Array(value.utf8))
  }
}
