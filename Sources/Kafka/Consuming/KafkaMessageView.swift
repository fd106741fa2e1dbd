import CRdkafka

/// A consumed record in the library's own memory, borrowed for the length of a closure: nothing is copied.
public struct KafkaMessageView: ~Copyable {
  let message: UnsafeMutablePointer<rd_kafka_message_t>
  public let partition: KafkaPartition

  public var offset: Int64 { message.pointee.offset }

  /// Milliseconds since 1970-01-01 UTC; `nil` when the broker does not tell.
  public var timestamp: Int64? {
    var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
    let time = rd_kafka_message_timestamp(message, &kind)
    return kind == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? nil : time
  }

  /// `nil`: the record has no key.
  public func withKey<Result, Failure: Error>(
    _ body: (Span<UInt8>?) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(message.pointee.key, count: message.pointee.key_len)?.span)
  }

  /// `nil`: a tombstone.
  public func withValue<Result, Failure: Error>(
    _ body: (Span<UInt8>?) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(message.pointee.payload, count: message.pointee.len)?.span)
  }

  public var headerCount: Int { headers.map { rd_kafka_header_cnt($0) } ?? 0 }

  /// Lends the headers one after the other, in their order; a name may come several times.
  public func forEachHeader<Failure: Error>(
    _ body: (_ name: String, _ value: Span<UInt8>?) throws(Failure) -> Void
  ) throws(Failure) {
    guard let headers else { return }
    var index = 0
    var name: UnsafePointer<CChar>?
    var value: UnsafeRawPointer?
    var size = 0
    while rd_kafka_header_get_all(headers, index, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR {
      try body(name.map { String(cString: $0) } ?? "", UnsafeBufferPointer(value, count: size)?.span)
      index += 1
    }
  }

  /// Lends the value of the last header with this name; `nil` when there is none or its value is null.
  public func withHeader<Result, Failure: Error>(
    _ name: String, _ body: (Span<UInt8>?) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var value: UnsafeRawPointer?
    var size = 0
    guard let headers, rd_kafka_header_get_last(headers, name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR else {
      return try body(nil)
    }
    return try body(UnsafeBufferPointer(value, count: size)?.span)
  }

  /// The record as a value of its own.
  public func copy() -> KafkaMessage {
    var copied: [KafkaHeader] = []
    if let headers {
      copied.reserveCapacity(rd_kafka_header_cnt(headers))
      forEachHeader { name, value in copied.append(KafkaHeader(name, [UInt8](copying: value))) }
    }
    return KafkaMessage(
      partition: partition, offset: offset, timestamp: timestamp, key: withKey { [UInt8](copying: $0) },
      value: withValue { [UInt8](copying: $0) }, headers: copied)
  }

  private var headers: OpaquePointer? {
    var headers: OpaquePointer?
    guard rd_kafka_message_headers(message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    return headers
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// `nil` for a null pointer: for the library that is a null value, and any pointer with count 0 an empty one.
  fileprivate init?(_ pointer: UnsafeRawPointer?, count: Int) {
    guard let pointer else { return nil }
    self.init(start: pointer.assumingMemoryBound(to: UInt8.self), count: count)
  }

  fileprivate init?(_ pointer: UnsafeMutableRawPointer?, count: Int) {
    self.init(UnsafeRawPointer(pointer), count: count)
  }
}

extension Array<UInt8> {
  fileprivate init?(copying span: Span<UInt8>?) {
    guard let span else { return nil }
    self = span.withUnsafeBufferPointer { Array($0) }
  }
}
