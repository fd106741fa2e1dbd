import CRdkafka
import Foundation
import Logging
import Threading

/// One producing client and the thread that takes its reports.
final class ProducerCore: @unchecked Sendable {
  // Sendable without the compiler's proof: assemblers are lent to one caller at a time; the rest is immutable or locked.
  let client: ClientHandle
  let room = RoomWaiters()
  private let queue: LibraryQueue
  private let topics = Lock<[String: TopicHandle]>([:])
  private let assemblers = Lock<Assemblers>(Assemblers())
  private let stopping = Lock(false)
  private let stopped = Completion()

  private struct Assemblers: @unchecked Sendable { var idle: [RecordAssembler] = [] }

  init(_ configuration: KafkaConfiguration, logger: Logger, onEvent: KafkaEventHandler?) throws {
    let sink = ClientSink(name: configuration["client.id"] ?? "producer", logger: logger, onEvent: onEvent)
    client = try ClientHandle(RD_KAFKA_PRODUCER, configuration.filling(KafkaConfiguration.producer), sink: sink)
    guard let queue = LibraryQueue(.main, of: client) else {
      throw KafkaError(.state, "the client has no queue", during: "make a producer")
    }
    self.queue = queue
    let thread = Thread { [self] in loop() }
    thread.name = "kafka-producer"
    thread.start()
  }

  /// Handles are kept for as long as the client.
  func topic(_ name: String) throws -> TopicHandle {
    try topics.withLock { topics in
      if let known = topics[name] { return known }
      guard !name.utf8.contains(0) else {
        throw KafkaError(.invalidArgument, "a topic's name contains NUL", during: "open topic")
      }
      let new = try TopicHandle(name, of: client)
      topics[name] = new
      return new
    }
  }

  func withAssembler<Result>(_ body: (RecordAssembler) throws -> Result) rethrows -> Result {
    let assembler = assemblers.withLock { box in Assemblers(idle: [box.idle.popLast() ?? RecordAssembler()]) }.idle[0]
    defer {
      let returned = Assemblers(idle: [assembler])
      assemblers.withLock { $0.idle += returned.idle }
    }
    return try body(assembler)
  }

  /// `nil`: accepted.
  func produce(_ record: KafkaRecord, opaque: UnsafeMutableRawPointer?) -> KafkaError? {
    do {
      let topic = try topic(record.topic)
      return withAssembler { $0.produce(record, to: topic, of: client, opaque: opaque) }
    } catch {
      return error as? KafkaError ?? KafkaError(.invalidArgument, "\(error)", during: "produce")
    }
  }

  var queueLength: Int { Int(rd_kafka_outq_len(client.pointer)) }

  /// Waits for room in the queue; throws what `full` says once the deadline has passed.
  func waitForRoom(until deadline: ContinuousClock.Instant, full: KafkaError) async throws {
    switch await room.wait(until: deadline, arrived: { queue.wake() }) {
    case .tryAgain: return
    case .tooLate: throw full
    case .cancelled: throw CancellationError()
    }
  }

  private func loop() {
    while true {
      if let event = rd_kafka_queue_poll(queue.pointer, room.isEmpty ? 1_000 : 20) {
        take(event)
        rd_kafka_event_destroy(event)
        // Reports free their records' places when the event is destroyed, so only now is there room.
        room.room()
      }
      room.expire(at: .now)
      if stopping.withLock({ $0 }), queueLength == 0 { break }
    }
    stopped.complete()
  }

  private func take(_ event: OpaquePointer) {
    switch rd_kafka_event_type(event) {
    case RD_KAFKA_EVENT_DR:
      while let message = rd_kafka_event_message_next(event) { DeliveryBatch.report(message) }
    case RD_KAFKA_EVENT_ERROR:
      let reason = rd_kafka_event_error_string(event)
      LibraryCallbacks.error(client.pointer, rd_kafka_event_error(event), reason)
    case RD_KAFKA_EVENT_STATS:
      guard let json = rd_kafka_event_stats(event) else { break }
      client.sink.statistics.take(UnsafeRawBufferPointer(start: json, count: strlen(json)))
    default: break
    }
  }

  /// Fails what is still queued or in flight; their reports come through the thread.
  func purge() {
    rd_kafka_purge(client.pointer, rdk_purge_all)
  }

  /// Ends the thread once the queue is empty. What was not delivered is purged first, so that every sender gets an answer.
  func stop() async {
    let first = stopping.withLock { stopping in
      defer { stopping = true }
      return !stopping
    }
    room.close()
    if first, queueLength > 0 { purge() }
    queue.wake()
    _ = await stopped.wait(atMost: .seconds(10))
    topics.withLock { $0 = [:] }
  }
}
