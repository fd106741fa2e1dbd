import CRdkafka

/// One request of the administration and its answer, which comes on a queue of its own.
enum AdministrationRequest {
  /// Sends, waits, and lends the answer to `read`.
  static func run<Result>(
    _ operation: String, of client: ClientHandle, within duration: Duration, send: (OpaquePointer) -> Void,
    read: (OpaquePointer) throws -> Result
  ) throws -> Result {
    guard let queue = LibraryQueue(.own, of: client) else { throw KafkaError(.state, during: operation) }
    send(queue.pointer)
    // The library gives up by itself a little earlier and says why.
    guard let event = rd_kafka_queue_poll(queue.pointer, (duration + .seconds(2)).libraryMilliseconds) else {
      throw KafkaError(.timedOut, during: operation)
    }
    defer { rd_kafka_event_destroy(event) }
    let code = rd_kafka_event_error(event)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw KafkaError(code, rd_kafka_event_error_string(event).map { String(cString: $0) }, during: operation)
    }
    return try read(event)
  }

  /// Options with a deadline, for the time of `body`.
  static func withOptions<Result>(
    _ kind: rd_kafka_admin_op_t, of client: ClientHandle, within duration: Duration,
    _ body: (OpaquePointer?) throws -> Result
  ) rethrows -> Result {
    let options = rd_kafka_AdminOptions_new(client.pointer, kind)
    defer { if let options { rd_kafka_AdminOptions_destroy(options) } }
    if let options {
      rd_kafka_AdminOptions_set_request_timeout(options, duration.libraryMilliseconds, nil, 0)
      if kind == RD_KAFKA_ADMIN_OP_CREATETOPICS || kind == RD_KAFKA_ADMIN_OP_CREATEPARTITIONS {
        rd_kafka_AdminOptions_set_operation_timeout(options, duration.libraryMilliseconds, nil, 0)
      }
    }
    return try body(options)
  }
}
