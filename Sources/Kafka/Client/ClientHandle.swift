import CRdkafka
import Foundation
import Threading

/// Owns an `rd_kafka_t`.
///
/// Whatever uses the client's memory (queues, topics, batches of messages) holds this object: the last one to let go
/// destroys the client, on a thread of its own, because destroying blocks and in 2.0.2 can hang.
final class ClientHandle: @unchecked Sendable {
  // Sendable without the compiler's proof: the pointer never changes and librdkafka's calls on it are thread-safe.
  let pointer: OpaquePointer
  let sink: ClientSink
  let role: rd_kafka_type_t
  /// What stays to be watched when nobody holds the client any more.
  let destruction: Destruction

  init(_ role: rd_kafka_type_t, _ configuration: KafkaConfiguration, sink: ClientSink) throws {
    let taken = try ConfigurationHandle(configuration.filling(KafkaConfiguration.common)).take()
    LibraryCallbacks.install(on: taken, sink: sink, role: role)
    var reason = [CChar](repeating: 0, count: 512)
    guard let pointer = rd_kafka_new(role, taken, &reason, reason.count) else {
      rd_kafka_conf_destroy(taken)
      throw KafkaConfigurationError(property: nil, reason: String(nullTerminated: reason))
    }
    if role == RD_KAFKA_CONSUMER {
      rd_kafka_poll_set_consumer(pointer)
    }
    self.pointer = pointer
    self.sink = sink
    self.role = role
    destruction = Destruction()
  }

  deinit {
    // The sink goes last: the library logs until its threads have ended.
    let remains = Remains(pointer: pointer, sink: sink, destruction: destruction.done)
    Thread.detachNewThread { remains.destroy() }
  }

  /// Raised by the library and never taken back.
  var fatalError: KafkaError? { LibraryFatality.error(of: pointer) }

  private struct Remains: @unchecked Sendable {
    // The only owner of the pointer by now.
    let pointer: OpaquePointer
    let sink: ClientSink
    let destruction: Completion

    func destroy() {
      rd_kafka_destroy_flags(pointer, rdk_no_consumer_close)
      withExtendedLifetime(sink) { destruction.complete() }
    }
  }
}

/// The end of a client as those see it who close it: it must not hold the client.
final class Destruction: Sendable {
  /// When the client's memory and threads are gone.
  let done = Completion()
  /// Batches of messages that somebody still holds, and with them the client.
  let heldBatches = Lock(0)
}
