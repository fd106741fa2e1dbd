public import CRdkafka.Mock

/// librdkafka's in-process imitation of a Kafka cluster: brokers on the loopback that keep what they get in memory.
///
/// It shows no transactions (what is aborted stays visible), stores no transactional offsets, fences nobody and has no
/// administration; Kafka itself is the judge of all that. What it does well is to fail on demand.
public final class MockCluster: @unchecked Sendable {
  // Sendable without the compiler's proof: the pointers never change and the cluster serialises its calls itself.
  private let host: OpaquePointer
  private let cluster: OpaquePointer
  public let bootstrap: String

  /// A request of Kafka's protocol, by its number there.
  public enum Request: Int16, Sendable {
    case produce = 0, fetch = 1, metadata = 3, offsetCommit = 8, offsetFetch = 9, findCoordinator = 10, joinGroup = 11
    case heartbeat = 12, leaveGroup = 13, syncGroup = 14, initProducerID = 22, addPartitionsToTransaction = 24
    case addOffsetsToTransaction = 25, endTransaction = 26, transactionOffsetCommit = 28
  }

  public struct Unavailable: Error {}

  public init(brokers: Int32 = 1) throws {
    let configuration = rd_kafka_conf_new()
    // It warns that it knows no broker, which is as it should be.
    rd_kafka_conf_set(configuration, "log_level", "2", nil, 0)
    guard let host = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, nil, 0) else {
      rd_kafka_conf_destroy(configuration)
      throw Unavailable()
    }
    guard let cluster = rd_kafka_mock_cluster_new(host, brokers) else {
      rd_kafka_destroy(host)
      throw Unavailable()
    }
    self.host = host
    self.cluster = cluster
    bootstrap = rd_kafka_mock_cluster_bootstraps(cluster).map { String(cString: $0) } ?? ""
  }

  deinit {
    rd_kafka_mock_cluster_destroy(cluster)
    rd_kafka_destroy(host)
  }

  public func create(topic: String, partitions: Int32 = 1) {
    rd_kafka_mock_topic_create(cluster, topic, partitions, 1)
  }

  /// The next requests of this kind get these errors, one each.
  public func fail(_ request: Request, _ errors: [rd_kafka_resp_err_t]) {
    rd_kafka_mock_push_request_errors_array(cluster, request.rawValue, errors.count, errors)
  }

  /// The next request of this kind is carried out (unless there is an error) and answered after so many milliseconds.
  public func delay(
    _ request: Request, broker: Int32 = 1, error: rd_kafka_resp_err_t = RD_KAFKA_RESP_ERR_NO_ERROR, milliseconds: Int32
  ) {
    _ = rdk_mock_push_broker_error(cluster, broker, request.rawValue, error, milliseconds)
  }

  public func forgive(_ request: Request) {
    rd_kafka_mock_clear_request_errors(cluster, request.rawValue)
  }

  /// Answers about this topic carry the error from now on.
  public func setError(_ error: rd_kafka_resp_err_t, topic: String) {
    rd_kafka_mock_topic_set_error(cluster, topic, error)
  }

  public func setDown(broker: Int32 = -1) { rd_kafka_mock_broker_set_down(cluster, broker) }

  public func setUp(broker: Int32 = -1) { rd_kafka_mock_broker_set_up(cluster, broker) }

  public func setRoundTrip(milliseconds: Int32, broker: Int32 = -1) {
    rd_kafka_mock_broker_set_rtt(cluster, broker, milliseconds)
  }
}
