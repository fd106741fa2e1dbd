import CRdkafka
import Logging
import Threading

/// What librdkafka's callbacks of one client lead to. Its address is the client's opaque, so it outlives the client.
final class ClientSink: Sendable {
  let logger: Logger
  let onEvent: KafkaEventHandler?
  let statistics: StatisticsMetrics
  private let fatalError = Lock<KafkaError?>(nil)
  private let rebalancing = Lock<WeakListener>(WeakListener())

  /// Set once, before the client can rebalance.
  struct WeakListener: Sendable { weak var listener: (any RebalanceListener)? }

  init(name: String, logger: Logger, onEvent: KafkaEventHandler?) {
    var logger = logger
    logger[metadataKey: "client"] = .string(name)
    self.logger = logger
    self.onEvent = onEvent
    statistics = StatisticsMetrics(client: name)
  }

  /// The first fatal error of this client.
  var fatal: KafkaError? { fatalError.withLock { $0 } }

  var rebalanceListener: (any RebalanceListener)? {
    get { rebalancing.withLock { $0.listener } }
    set { rebalancing.withLock { $0.listener = newValue } }
  }

  func failed(_ error: KafkaError) {
    if error.isFatal {
      fatalError.withLock { $0 = $0 ?? error }
      logger.error(
        "the Kafka client failed for good",
        metadata: ["code": .string(error.code.name), "reason": .string(error.message)])
    } else {
      logger.notice(
        "Kafka reports an error", metadata: ["code": .string(error.code.name), "reason": .string(error.message)])
    }
    onEvent?(.error(error))
  }

  func throttled(broker: String, milliseconds: Int) {
    statistics.throttled(milliseconds: milliseconds)
    onEvent?(.throttled(broker: broker, duration: .milliseconds(milliseconds)))
  }

  static func of(_ client: OpaquePointer?) -> ClientSink? {
    guard let client, let opaque = rd_kafka_opaque(client) else { return nil }
    return Unmanaged<ClientSink>.fromOpaque(opaque).takeUnretainedValue()
  }
}

/// Told of a rebalance on the thread that polls the consumer, inside the poll.
protocol RebalanceListener: AnyObject, Sendable {
  func rebalance(_ code: rd_kafka_resp_err_t, _ partitions: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?)
}
