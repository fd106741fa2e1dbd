/// One header of a record: a name and bytes, which may be absent. Names may repeat; order is kept.
public struct RecordHeader: Sendable, Hashable {
  public var name: String
  public var value: [UInt8]?

  public init(_ name: String, _ value: [UInt8]?) {
    self.name = name
    self.value = value
  }

  public init(_ name: String, _ value: String) {
    self.init(name, Array(value.utf8))
  }
}

/// A record on its way into the log.
public struct ProducerRecord: Sendable, Hashable {
  public var topic: String
  /// Records with equal keys land in the same partition, in order. `nil`: no key; an empty key is a key.
  public var key: [UInt8]?
  /// `nil` is a tombstone; an empty value is a value.
  public var value: [UInt8]?
  public var headers: [RecordHeader]
  /// Milliseconds since 1970-01-01 UTC; `nil`: the log's own clock at the time of appending.
  public var timestamp: Int64?
  /// A partition chosen by the caller instead of by the key.
  public var partition: Int32?

  public init(
    topic: String, key: [UInt8]?, value: [UInt8]?, headers: [RecordHeader] = [], timestamp: Int64? = nil,
    partition: Int32? = nil
  ) {
    self.topic = topic
    self.key = key
    self.value = value
    self.headers = headers
    self.timestamp = timestamp
    self.partition = partition
  }
}

/// A record as it stands in the log.
public struct ConsumedRecord: Sendable, Hashable {
  public var coordinates: RecordCoordinates
  /// Milliseconds since 1970-01-01 UTC.
  public var timestamp: Int64
  public var key: [UInt8]?
  public var value: [UInt8]?
  public var headers: [RecordHeader]

  public init(
    coordinates: RecordCoordinates, timestamp: Int64, key: [UInt8]?, value: [UInt8]?, headers: [RecordHeader]
  ) {
    self.coordinates = coordinates
    self.timestamp = timestamp
    self.key = key
    self.value = value
    self.headers = headers
  }

  /// The value of the first header with this name, as text; `nil` when there is none or it is not UTF-8.
  public func header(_ name: String) -> String? {
    guard let value = headers.first(where: { $0.name == name })?.value else { return nil }
    return String(validating: value, as: UTF8.self)
  }
}
