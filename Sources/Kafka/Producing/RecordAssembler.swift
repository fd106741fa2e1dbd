import CRdkafka

/// Hands records to the library: the argument array of `rd_kafka_produceva`, used again and again.
///
/// `produceva` is the only call that takes headers and that Swift can make; separate headers rather than a prepared list,
/// which 2.0.2 frees twice when the partition does not exist.
final class RecordAssembler {
  private var fields: UnsafeMutablePointer<rd_kafka_vu_t>
  private var capacity = 32
  private var headers = KafkaHeaders()
  // What an empty key or value points to: without a pointer it would be a null one.
  private let nothing = UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1)

  init() {
    fields = .allocate(capacity: capacity)
  }

  deinit {
    fields.deallocate()
    nothing.deallocate()
  }

  /// `nil`: accepted, and a delivery report with `opaque` will come.
  func produce(
    _ record: KafkaRecord, to topic: TopicHandle, of client: ClientHandle, opaque: UnsafeMutableRawPointer?
  ) -> KafkaError? {
    headers.removeAll()
    for header in record.headers {
      guard !header.name.utf8.contains(0) else {
        return KafkaError(.invalidArgument, "a header's name contains NUL", during: "produce")
      }
      headers.append(header)
    }
    return withBytes(record.key) { key in
      withBytes(record.value) { value in
        send(
          topic, of: client, partition: record.partition, key: key, value: value, headers: headers,
          timestamp: record.timestamp, opaque: opaque)
      }
    }
  }

  func send(
    _ topic: TopicHandle, of client: ClientHandle, partition: Int32?, key: UnsafeRawBufferPointer?,
    value: UnsafeRawBufferPointer?, headers: borrowing KafkaHeaders, timestamp: Int64?,
    opaque: UnsafeMutableRawPointer?
  ) -> KafkaError? {
    if let partition, partition < 0 {
      return KafkaError(.invalidArgument, "a partition below 0", during: "produce")
    }
    reserve(7 + headers.count)
    var count = 0
    fields[count].vtype = RD_KAFKA_VTYPE_RKT
    fields[count].u.rkt = topic.pointer
    count += 1
    fields[count].vtype = RD_KAFKA_VTYPE_MSGFLAGS
    fields[count].u.i = rdk_copy
    count += 1
    fields[count].vtype = RD_KAFKA_VTYPE_OPAQUE
    fields[count].u.ptr = opaque
    count += 1
    if let partition {
      fields[count].vtype = RD_KAFKA_VTYPE_PARTITION
      fields[count].u.i32 = partition
      count += 1
    }
    if let timestamp {
      fields[count].vtype = RD_KAFKA_VTYPE_TIMESTAMP
      fields[count].u.i64 = timestamp
      count += 1
    }
    if let key {
      fields[count].vtype = RD_KAFKA_VTYPE_KEY
      fields[count].u.mem.ptr = UnsafeMutableRawPointer(mutating: key.baseAddress) ?? nothing
      fields[count].u.mem.size = key.count
      count += 1
    }
    if let value {
      fields[count].vtype = RD_KAFKA_VTYPE_VALUE
      fields[count].u.mem.ptr = UnsafeMutableRawPointer(mutating: value.baseAddress) ?? nothing
      fields[count].u.mem.size = value.count
      count += 1
    }
    headers.write(to: fields + count)
    count += headers.count
    guard let error = rd_kafka_produceva(client.pointer, fields, count) else { return nil }
    return KafkaError(taking: error, during: "produce")
  }

  private func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    fields.deallocate()
    capacity = wanted * 2
    fields = .allocate(capacity: capacity)
  }

  private func withBytes<Result>(_ bytes: [UInt8]?, _ body: (UnsafeRawBufferPointer?) -> Result) -> Result {
    guard let bytes else { return body(nil) }
    return bytes.withUnsafeBytes(body)
  }
}
