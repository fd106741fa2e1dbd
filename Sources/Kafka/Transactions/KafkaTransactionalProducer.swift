import CRdkafka
import Foundation
public import Logging
import Threading

/// The one producer with its transactional id: what it writes, and the offsets it moves, become visible all together.
///
/// The calls block (rounds to the broker), so they belong on a thread of the caller's own, or in ``run(_:)``, which lends
/// one. A loop over a batch pays no hop a record that way. A call may come from any thread; transactions follow one
/// another, never overlap.
public final class KafkaTransactionalProducer: Sendable {
  private struct State {
    var core: ProducerCore?
    var worker: WorkerThread?
    var batch = DeliveryBatch()
    var topics: [TopicHandle] = []
    var topicNames: [String] = []
  }

  public let transactionalID: String
  private let state = Lock(State())
  private let queueDeadline: Duration

  /// Makes the client; ``initialize(within:)`` makes it the owner of its transactional id.
  ///
  /// - Parameters:
  ///   - configuration: set by us unless given: `retry.backoff.ms=5`, `linger.ms=5` and what ``KafkaProducer`` sets.
  ///   - queueDeadline: how long a record waits for room in the library's queue.
  /// - Throws: ``KafkaConfigurationError``.
  public init(
    _ configuration: KafkaConfiguration, transactionalID: String,
    logger: Logger = Logger(label: "kafka.transactions"), queueDeadline: Duration = .seconds(30),
    onEvent: KafkaEventHandler? = nil
  ) throws {
    self.transactionalID = transactionalID
    self.queueDeadline = queueDeadline
    let core = try ProducerCore(
      configuration.filling(KafkaConfiguration.transactional).setting(["transactional.id": transactionalID]),
      logger: logger, onEvent: onEvent)
    state.withLock { $0.core = core }
  }

  deinit {
    let (core, worker) = state.withLock { ($0.core, $0.worker) }
    worker?.close()
    if let core { Task { await core.stop() } }
  }

  /// Runs `body`, which may use the blocking calls, on this producer's own thread: one hop for a whole batch.
  public func run<Result: Sendable>(
    _ body: @escaping @Sendable (KafkaTransactionalProducer) throws -> Result
  ) async throws -> Result {
    let worker = state.withLock { state in
      if let worker = state.worker { return worker }
      let new = WorkerThread(name: "kafka-transactions")
      state.worker = new
      return new
    }
    return try await worker.run { try body(self) }
  }

  /// Makes this producer the only one with its id: an earlier one is fenced, what it left open is ended.
  @available(*, noasync)
  public func initialize(within duration: Duration = .seconds(60)) throws(KafkaTransactionError) {
    let client = try core(.initialize).client
    try TransactionRetry(.initialize, within: duration).run { rd_kafka_init_transactions(client.pointer, $0) }
  }

  @available(*, noasync)
  public func begin() throws(KafkaTransactionError) {
    let client = try core(.begin).client
    state.withLock { state in
      state.batch = DeliveryBatch()
      state.topicNames.removeAll(keepingCapacity: true)
    }
    try TransactionRetry(.begin, within: .zero).run { _ in rd_kafka_begin_transaction(client.pointer) }
  }

  /// Opens a topic for ``produce(to:partition:key:value:headers:timestamp:)``; keep it.
  ///
  /// - Throws: ``KafkaError``.
  public func topic(_ name: String) throws -> KafkaOutputTopic {
    guard let core = state.withLock({ $0.core }) else { throw KafkaError(.destroyed, during: "open topic") }
    return KafkaOutputTopic(name: name, handle: try core.topic(name))
  }

  /// Queues a record of the open transaction, waiting for room if there is none.
  @available(*, noasync)
  public func produce(_ record: KafkaRecord) throws(KafkaTransactionError) {
    let core = try core(.produce)
    let topic: TopicHandle
    do { topic = try core.topic(record.topic) } catch { throw Self.refusal(error) }
    try queue(topic: record.topic, core: core) { assembler, opaque in
      assembler.produce(record, to: topic, of: core.client, opaque: opaque)
    }
  }

  /// Queues a record of the open transaction from borrowed bytes; the library copies them.
  ///
  /// - Parameters:
  ///   - key: `nil`: no key.
  ///   - value: `nil`: a tombstone.
  @available(*, noasync)
  public func produce(
    to topic: KafkaOutputTopic, partition: Int32? = nil, key: Span<UInt8>?, value: Span<UInt8>?,
    headers: borrowing KafkaHeaders, timestamp: Int64? = nil
  ) throws(KafkaTransactionError) {
    let core = try core(.produce)
    let deadline = ContinuousClock.now + queueDeadline
    while let error = attempt(
      core, topic, partition: partition, key: key, value: value, headers: headers, timestamp: timestamp)
    {
      try Self.pause(after: error, until: deadline, core: core)
    }
  }

  /// Waits until every record of the open transaction is acknowledged (though not yet committed).
  ///
  /// - Returns: where each stands, in the order in which they were produced.
  @available(*, noasync)
  @discardableResult
  public func flush(within duration: Duration = .seconds(60)) throws(KafkaTransactionError) -> [KafkaDelivery] {
    let core = try core(.flush)
    let code = rd_kafka_flush(core.client.pointer, duration.libraryMilliseconds)
    let (batch, topics) = state.withLock { (UncheckedBatch(batch: $0.batch), $0.topicNames) }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, batch.batch.settles(within: .seconds(1)) else {
      throw KafkaTransactionError(
        .retriable, outcome: .notCommitted, step: .flush, error: KafkaError(.timedOut, during: "transaction: flush"))
    }
    var deliveries: [KafkaDelivery] = []
    deliveries.reserveCapacity(batch.batch.count)
    for index in 0..<batch.batch.count {
      switch batch.batch.outcome(index, topic: topics[index]) {
      case .success(let delivery): deliveries.append(delivery)
      case .failure(let failure): throw Self.undelivered(failure, core: core)
      }
    }
    return deliveries
  }

  /// Puts the group's new offsets into the open transaction.
  ///
  /// - Parameter offsets: where the group goes on: the last offset that was handled, plus one.
  @available(*, noasync)
  public func sendOffsets(
    _ offsets: [KafkaPartition: Int64], of group: KafkaGroupMetadata, within duration: Duration = .seconds(60)
  ) throws(KafkaTransactionError) {
    let client = try core(.sendOffsets).client
    let list = PartitionList(offsets: offsets)
    try TransactionRetry(.sendOffsets, within: duration).run { timeout in
      list.lend { rd_kafka_send_offsets_to_transaction(client.pointer, $0, group.pointer, timeout) }
    }
  }

  /// Commits. Whoever gets an error whose outcome is ``KafkaTransactionError/Outcome/unknown`` and does not repeat the
  /// call has to make a new producer and read the group's committed offsets.
  @available(*, noasync)
  public func commit(within duration: Duration = .seconds(60)) throws(KafkaTransactionError) {
    let client = try core(.commit).client
    try TransactionRetry(.commit, within: duration).run { rd_kafka_commit_transaction(client.pointer, $0) }
  }

  /// Aborts: what was produced stays hidden from `read_committed`, the offsets stay where they were.
  @available(*, noasync)
  public func abort(within duration: Duration = .seconds(60)) throws(KafkaTransactionError) {
    let client = try core(.abort).client
    try TransactionRetry(.abort, within: duration).run { rd_kafka_abort_transaction(client.pointer, $0) }
  }

  /// Lets go of the client. An open transaction is left to the broker, which aborts it at its timeout, or to the next
  /// producer with this id.
  public func close(within duration: Duration = .seconds(30)) async -> KafkaCloseReport {
    let (core, worker) = state.withLock { state in
      defer { (state.core, state.worker) = (nil, nil) }
      return (state.core, state.worker)
    }
    worker?.close()
    guard let core else { return KafkaCloseReport() }
    return await KafkaProducer.close(core, within: duration)
  }

  // MARK: -

  private struct UncheckedBatch: @unchecked Sendable {
    // Read only after every report has come, which the countdown orders.
    let batch: DeliveryBatch
  }

  private func core(_ step: KafkaTransactionError.Step) throws(KafkaTransactionError) -> ProducerCore {
    guard let core = state.withLock({ $0.core }) else {
      throw KafkaTransactionError(
        .fatal, outcome: .notCommitted, step: step,
        error: KafkaError(.destroyed, "the producer is closed", during: "transaction: \(step.rawValue)"))
    }
    return core
  }

  private func queue(
    topic: String, core: ProducerCore, _ send: (RecordAssembler, UnsafeMutableRawPointer) -> KafkaError?
  ) throws(KafkaTransactionError) {
    let deadline = ContinuousClock.now + queueDeadline
    while let error = attempt(topic: topic, core: core, send) {
      try Self.pause(after: error, until: deadline, core: core)
    }
  }

  private func attempt(
    topic: String, core: ProducerCore, _ send: (RecordAssembler, UnsafeMutableRawPointer) -> KafkaError?
  ) -> KafkaError? {
    core.withAssembler { assembler in
      state.withLock { state in
        let refused = send(assembler, state.batch.add())
        if refused == nil { state.topicNames.append(topic) } else { state.batch.withdrawLast() }
        return refused
      }
    }
  }

  private func attempt(
    _ core: ProducerCore, _ topic: KafkaOutputTopic, partition: Int32?, key: Span<UInt8>?, value: Span<UInt8>?,
    headers: borrowing KafkaHeaders, timestamp: Int64?
  ) -> KafkaError? {
    withBytes(key) { key in
      withBytes(value) { value in
        core.withAssembler { assembler in
          let opaque = state.withLock { state in
            state.topicNames.append(topic.name)
            return UInt(bitPattern: state.batch.add())
          }
          let refused = assembler.send(
            topic.handle, of: core.client, partition: partition, key: key, value: value, headers: headers,
            timestamp: timestamp, opaque: UnsafeMutableRawPointer(bitPattern: opaque))
          if refused != nil {
            state.withLock { state in
              state.topicNames.removeLast()
              state.batch.withdrawLast()
            }
          }
          return refused
        }
      }
    }
  }

  private func withBytes<Result>(
    _ span: Span<UInt8>?, _ body: (UnsafeRawBufferPointer?) -> Result
  ) -> Result {
    guard let span else { return body(nil) }
    return span.withUnsafeBytes { body($0) }
  }

  private static func pause(
    after error: KafkaError, until deadline: ContinuousClock.Instant, core: ProducerCore
  ) throws(KafkaTransactionError) {
    guard error.code == .queueFull, .now < deadline else { throw refusal(error, fatal: core.client.fatalError) }
    Thread.sleep(forTimeInterval: 0.001)
  }

  private static func refusal(_ error: any Error, fatal: KafkaError? = nil) -> KafkaTransactionError {
    let error =
      fatal ?? error as? KafkaError ?? KafkaError(.invalidArgument, "\(error)", during: "transaction: produce")
    return TransactionRetry.classify(
      error, isFatal: fatal != nil, requiresAbort: fatal == nil, isRetriable: false, step: .produce, attempts: 1)
  }

  private static func undelivered(_ failure: KafkaDeliveryError, core: ProducerCore) -> KafkaTransactionError {
    let fatal = core.client.fatalError
    return TransactionRetry.classify(
      fatal ?? failure.error, isFatal: fatal != nil, requiresAbort: fatal == nil, isRetriable: false, step: .flush,
      attempts: 1)
  }
}

/// A topic that a transactional producer writes to.
public struct KafkaOutputTopic: Sendable {
  public let name: String
  let handle: TopicHandle
}
