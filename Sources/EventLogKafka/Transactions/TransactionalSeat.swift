import Kafka
import Logging
import Threading

/// A transactional id with its producer, which is made when it is first needed and anew when it failed.
///
/// One transaction at a time; whoever comes while one runs waits for it.
final class TransactionalSeat: Sendable {
  /// What one transaction holds.
  struct Content: Sendable {
    var records: [KafkaRecord]
    var offsets: [KafkaPartition: Int64] = [:]
    var group: KafkaGroupMetadata?
  }

  let id: String
  private let configuration: EventLogKafkaConfiguration
  private let turn = Turn()
  private let producer = Lock<KafkaTransactionalProducer?>(nil)
  /// Whether a step has begun a transaction that was neither committed nor aborted.
  private let isOpen = Lock(false)

  init(id: String, _ configuration: EventLogKafkaConfiguration) {
    self.id = id
    self.configuration = configuration
  }

  /// Whether a producer holds the id at the moment.
  var isTaken: Bool { producer.withLock { $0 != nil } }

  /// Takes the id, if no producer of this seat holds it: an earlier holder is fenced, and what it left open is ended.
  func take() async throws {
    try await turn.run { _ = try await self.holder() }
  }

  /// Does it all or nothing.
  ///
  /// - Returns: where each record stands.
  /// - Throws: ``TransactionFailure``.
  func commit(_ content: Content) async throws -> [KafkaDelivery] {
    try await turn.run {
      let producer = try await self.holder()
      let deadline = self.configuration.deadline
      let result = try await producer.run { Self.attempt(content, on: $0, within: deadline) }
      if !result.isUsable { await self.drop(producer) }
      return try result.outcome.get()
    }
  }

  // MARK: Step by step

  /// Begins a transaction and queues the records into it.
  func open(_ records: [KafkaRecord]) async throws {
    try await step { producer, _ throws(KafkaTransactionError) in
      try producer.begin()
      self.isOpen.withLock { $0 = true }
      for record in records { try producer.produce(record) }
    }
  }

  /// Waits until every record of the open transaction is acknowledged.
  func flush() async throws {
    try await step { producer, left throws(KafkaTransactionError) in try producer.flush(within: left()) }
  }

  /// Puts the offsets into the open transaction and commits it.
  func end(_ offsets: [KafkaPartition: Int64], of group: KafkaGroupMetadata?) async throws {
    try await step { producer, left throws(KafkaTransactionError) in
      if let group { try producer.sendOffsets(offsets, of: group, within: left()) }
      try producer.commit(within: left())
      self.isOpen.withLock { $0 = false }
    }
  }

  /// Ends what is open by aborting it, or lets go of the producer: whoever takes the id next ends it then.
  func abandon() async {
    await turn.run {
      guard self.isOpen.withLock({ $0 }), let producer = self.producer.withLock({ $0 }) else { return }
      self.isOpen.withLock { $0 = false }
      do {
        try await producer.run { try $0.abort(within: .seconds(5)) }
      } catch {
        await self.drop(producer)
      }
    }
  }

  private func step(
    _ body: @escaping @Sendable (KafkaTransactionalProducer, () -> Duration) throws(KafkaTransactionError) -> Void
  ) async throws {
    try await turn.run {
      let producer = try await self.holder()
      let deadline = self.configuration.deadline
      let result = try await producer.run { Self.attempt(body, on: $0, within: deadline) }
      if !result.isUsable { await self.drop(producer) }
      // A step that failed has aborted what was open.
      if case .failure = result.outcome { self.isOpen.withLock { $0 = false } }
      _ = try result.outcome.get()
    }
  }

  func close() async {
    guard
      let producer = producer.withLock({ producer in
        defer { producer = nil }
        return producer
      })
    else { return }
    _ = await producer.close(within: .seconds(5))
  }

  // MARK: -

  private func holder() async throws -> KafkaTransactionalProducer {
    if let producer = producer.withLock({ $0 }) { return producer }
    let made = try KafkaTransactionalProducer(
      configuration.transactional, transactionalID: id, logger: configuration.logger,
      queueDeadline: configuration.deadline)
    let deadline = configuration.deadline
    do {
      try await made.run { try $0.initialize(within: deadline) }
    } catch {
      Task { await made.close(within: .zero) }
      throw (error as? KafkaTransactionError).map { TransactionFailure($0) } ?? error
    }
    producer.withLock { $0 = made }
    return made
  }

  private func drop(_ failed: KafkaTransactionalProducer) async {
    producer.withLock { producer in
      if producer === failed { producer = nil }
    }
    // Nobody waits for a client that may hang.
    Task { await failed.close(within: .zero) }
  }

  private struct Attempt: Sendable {
    var outcome: Result<[KafkaDelivery], TransactionFailure>
    /// Whether the producer can begin another transaction.
    var isUsable: Bool
  }

  @available(*, noasync)
  private static func attempt(
    _ content: Content, on producer: KafkaTransactionalProducer, within duration: Duration
  ) -> Attempt {
    let end = ContinuousClock.now + duration
    func left() -> Duration { max(end - .now, .milliseconds(100)) }
    var deliveries: [KafkaDelivery] = []
    do throws(KafkaTransactionError) {
      try producer.begin()
      for record in content.records { try producer.produce(record) }
      deliveries = try producer.flush(within: left())
      if let group = content.group { try producer.sendOffsets(content.offsets, of: group, within: left()) }
      try producer.commit(within: left())
      return Attempt(outcome: .success(deliveries), isUsable: true)
    } catch {
      if error.outcome == .unknown, error.kind != .fenced {
        return Attempt(outcome: .failure(.unknown(error.error, deliveries)), isUsable: false)
      }
      return abort(producer, after: error)
    }
  }

  @available(*, noasync)
  private static func attempt(
    _ body: (KafkaTransactionalProducer, () -> Duration) throws(KafkaTransactionError) -> Void,
    on producer: KafkaTransactionalProducer, within duration: Duration
  ) -> Attempt {
    let end = ContinuousClock.now + duration
    do throws(KafkaTransactionError) {
      try body(producer) { max(end - .now, .milliseconds(100)) }
      return Attempt(outcome: .success([]), isUsable: true)
    } catch {
      if error.outcome == .unknown, error.kind != .fenced {
        return Attempt(outcome: .failure(.unknown(error.error, [])), isUsable: false)
      }
      return abort(producer, after: error)
    }
  }

  @available(*, noasync)
  private static func abort(_ producer: KafkaTransactionalProducer, after failure: KafkaTransactionError) -> Attempt {
    guard failure.kind == .abortable || failure.kind == .retriable else {
      return Attempt(outcome: .failure(TransactionFailure(failure)), isUsable: false)
    }
    do throws(KafkaTransactionError) {
      try producer.abort(within: .seconds(5))
      return Attempt(outcome: .failure(TransactionFailure(failure)), isUsable: true)
    } catch {
      // Not committed all the same: whoever takes the id next ends what is open by aborting it.
      let told = error.kind == .fenced ? error : failure
      return Attempt(outcome: .failure(TransactionFailure(told)), isUsable: false)
    }
  }
}
