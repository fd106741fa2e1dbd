import CRdkafka

/// Owns a reference to one of a client's queues.
final class LibraryQueue: @unchecked Sendable {
  // Sendable without the compiler's proof: the pointer never changes and the library's queues are thread-safe.
  let pointer: OpaquePointer
  private let client: ClientHandle

  enum Kind { case main, consumer, own }

  init?(_ kind: Kind, of client: ClientHandle) {
    let pointer: OpaquePointer? =
      switch kind {
      case .main: rd_kafka_queue_get_main(client.pointer)
      case .consumer: rd_kafka_queue_get_consumer(client.pointer)
      case .own: rd_kafka_queue_new(client.pointer)
      }
    guard let pointer else { return nil }
    self.pointer = pointer
    self.client = client
  }

  deinit { rd_kafka_queue_destroy(pointer) }

  /// Makes whoever polls this queue return at once.
  func wake() { rd_kafka_queue_yield(pointer) }
}
