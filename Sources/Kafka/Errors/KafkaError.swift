import CRdkafka

/// What librdkafka or a broker refused, with their own words. It holds no keys, values or passwords.
public struct KafkaError: Error, Sendable, Hashable, CustomStringConvertible {
  public var code: Code
  /// The library's or the broker's sentence.
  public var message: String
  /// What was being done, for example `"create topics"`.
  public var operation: String
  public var partition: KafkaPartition?
  /// The client is of no use any more: close it and make a new one.
  public var isFatal: Bool
  /// The same call may succeed later.
  public var isRetriable: Bool

  public init(
    _ code: Code, _ message: String? = nil, during operation: String, partition: KafkaPartition? = nil,
    isFatal: Bool = false, isRetriable: Bool? = nil
  ) {
    self.code = code
    self.message = message ?? String(cString: rd_kafka_err2str(code.library))
    self.operation = operation
    self.partition = partition
    self.isFatal = isFatal
    self.isRetriable = isRetriable ?? Self.passing.contains(code)
  }

  init(_ code: rd_kafka_resp_err_t, _ message: String? = nil, during operation: String) {
    self.init(Code(code), message, during: operation)
  }

  /// Takes an error object over and frees it.
  init(taking error: OpaquePointer, during operation: String) {
    defer { rd_kafka_error_destroy(error) }
    self.init(borrowing: error, during: operation)
  }

  init(borrowing error: OpaquePointer, during operation: String) {
    self.init(
      Code(rd_kafka_error_code(error)), String(cString: rd_kafka_error_string(error)), during: operation,
      isFatal: rd_kafka_error_is_fatal(error) != 0,
      isRetriable: rd_kafka_error_is_retriable(error) != 0 ? true : nil)
  }

  // The library marks few errors as retriable itself; these pass with time.
  private static let passing: Set<Code> = [
    .timedOut, .transport, .allBrokersDown, .queueFull, .coordinatorNotAvailable, .coordinatorLoading, .notCoordinator,
    .notLeader, .notEnoughReplicas, .concurrentTransactions, .rebalanceInProgress,
    Code(RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE), Code(RD_KAFKA_RESP_ERR__WAIT_COORD), Code(RD_KAFKA_RESP_ERR__WAIT_CACHE),
    Code(RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE), Code(RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT),
    Code(RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION), Code(RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT),
    Code(RD_KAFKA_RESP_ERR_NOT_CONTROLLER), Code(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND),
    Code(RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR), Code(RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE),
  ]

  public var description: String {
    "\(operation)\(partition.map { " of \($0)" } ?? ""): \(message) (\(code.name))"
  }
}
