import CRdkafka
import Logging

/// The functions that librdkafka calls. Each finds the client's sink by the opaque and hands over.
enum LibraryCallbacks {
  static func install(on configuration: OpaquePointer, sink: ClientSink, role: rd_kafka_type_t) {
    rd_kafka_conf_set_opaque(configuration, Unmanaged.passUnretained(sink).toOpaque())
    rd_kafka_conf_set_log_cb(configuration) { client, level, facility, text in
      LibraryLog.write(client: client, level: level, facility: facility, text: text)
    }
    rd_kafka_conf_set_error_cb(configuration) { client, code, reason, _ in
      LibraryCallbacks.error(client, rd_kafka_resp_err_t(code), reason)
    }
    rd_kafka_conf_set_throttle_cb(configuration) { client, broker, _, milliseconds, _ in
      ClientSink.of(client)?.throttled(
        broker: broker.map { String(cString: $0) } ?? "", milliseconds: Int(milliseconds))
    }
    rd_kafka_conf_set_stats_cb(configuration) { client, json, length, _ in
      if let json { ClientSink.of(client)?.statistics.take(UnsafeRawBufferPointer(start: json, count: length)) }
      return 0
    }
    if role == RD_KAFKA_CONSUMER {
      rd_kafka_conf_set_rebalance_cb(configuration) { client, code, partitions, _ in
        ClientSink.of(client)?.rebalanceListener?.rebalance(code, partitions)
      }
    } else {
      // Reports as events: one thread takes them, a whole batch at a time, and no other call serves them by the way.
      rd_kafka_conf_set_events(configuration, RD_KAFKA_EVENT_DR)
    }
  }

  static func error(_ client: OpaquePointer?, _ code: rd_kafka_resp_err_t, _ reason: UnsafePointer<CChar>?) {
    guard let client, let sink = ClientSink.of(client) else { return }
    guard code == RD_KAFKA_RESP_ERR__FATAL else {
      return sink.failed(KafkaError(code, reason.map { String(cString: $0) }, during: "client"))
    }
    sink.failed(LibraryFatality.error(of: client) ?? KafkaError(.fatal, during: "client", isFatal: true))
  }
}

enum LibraryFatality {
  /// The fatal error that the client has raised, if it has.
  static func error(of client: OpaquePointer) -> KafkaError? {
    var reason = [CChar](repeating: 0, count: 512)
    let code = rd_kafka_fatal_error(client, &reason, reason.count)
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    return KafkaError(KafkaError.Code(code), String(nullTerminated: reason), during: "client", isFatal: true)
  }
}
