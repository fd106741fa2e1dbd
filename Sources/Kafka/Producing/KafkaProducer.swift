import CRdkafka
public import Logging
import Threading

/// An idempotent producer: a record is acknowledged once all in-sync replicas have it, and repeated attempts of the
/// library make no duplicates.
///
/// A fatal error of the client (a gap in its sequence numbers) is not the end: what was under way is reported with what is
/// known of it, and a new client takes the place of the old one. Records of different calls then may change their order.
public final class KafkaProducer: Sendable {
  private struct State {
    var core: ProducerCore?
    var closed = false
  }

  private let configuration: KafkaConfiguration
  private let logger: Logger
  private let queueDeadline: Duration
  private let onEvent: KafkaEventHandler?
  private let state = Lock(State())

  /// Makes the client; brokers are contacted in the background.
  ///
  /// - Parameters:
  ///   - configuration: set by us unless given: `enable.idempotence`, `partitioner=murmur2_random`,
  ///     `message.max.bytes`.
  ///   - queueDeadline: how long a call waits for room when the library's queue is full.
  /// - Throws: ``KafkaConfigurationError``.
  public init(
    _ configuration: KafkaConfiguration, logger: Logger = Logger(label: "kafka.producer"),
    queueDeadline: Duration = .seconds(30), onEvent: KafkaEventHandler? = nil
  ) throws {
    self.configuration = configuration
    self.logger = logger
    self.queueDeadline = queueDeadline
    self.onEvent = onEvent
    let core = try makeCore()
    state.withLock { $0.core = core }
  }

  deinit {
    guard let core = state.withLock({ $0.core }) else { return }
    Task { await core.stop() }
  }

  /// Sends a record and waits for its acknowledgement, at most for `delivery.timeout.ms`.
  ///
  /// Cancellation ends the wait for room in the queue, not the one for the acknowledgement: the record is under way.
  /// - Throws: ``KafkaDeliveryError``, `CancellationError`.
  public func send(_ record: KafkaRecord) async throws -> KafkaDelivery {
    let outcomes = try await outcomes(of: [record])
    return try outcomes[0].get()
  }

  /// Sends records and waits until all are acknowledged; records of one call keep their order within a partition.
  ///
  /// - Throws: the first failure, as ``KafkaDeliveryError``; other records may be in the log. See ``deliver(_:)``.
  public func send(_ records: [KafkaRecord]) async throws -> [KafkaDelivery] {
    try await outcomes(of: records).map { try $0.get() }
  }

  /// Sends records, waits until each is acknowledged or given up, and tells what became of each, in their order.
  public func deliver(_ records: [KafkaRecord]) async -> [Result<KafkaDelivery, KafkaDeliveryError>] {
    do {
      return try await outcomes(of: records)
    } catch {
      let error = error as? KafkaError ?? KafkaError(.purgedFromQueue, "\(error)", during: "produce")
      return records.map { _ in .failure(KafkaDeliveryError(error: error, persistence: .notPersisted)) }
    }
  }

  /// Sends what is queued, waits for it at most `duration`, and lets go of the client.
  public func close(within duration: Duration = .seconds(30)) async -> KafkaCloseReport {
    let core = state.withLock { state in
      state.closed = true
      defer { state.core = nil }
      return state.core
    }
    guard let core else { return KafkaCloseReport() }
    return await Self.close(core, within: duration)
  }

  private func outcomes(of records: [KafkaRecord]) async throws -> [Result<KafkaDelivery, KafkaDeliveryError>] {
    guard !records.isEmpty else { return [] }
    let batch = DeliveryBatch()
    let deadline = ContinuousClock.now + queueDeadline
    var refusals: [Int: KafkaError] = [:]
    var giveUp: KafkaError?
    for (index, record) in records.enumerated() {
      if giveUp == nil {
        do {
          try await hand(record, to: batch, until: deadline)
          continue
        } catch is CancellationError {
          giveUp = KafkaError(.purgedFromQueue, "cancelled while the queue was full", during: "produce")
        } catch let error as KafkaError {
          // What concerns the queue or the client concerns the records after it too.
          if error.code == .queueFull || error.code == .destroyed { giveUp = error }
          refusals[index] = error
        }
      }
      refusals[index] = refusals[index] ?? giveUp
      _ = batch.add()
      batch.refuseLast(refusals[index] ?? KafkaError(.state, during: "produce"))
    }
    await batch.wait()
    if refusals.count == records.count, Task.isCancelled, giveUp?.code == .purgedFromQueue { throw CancellationError() }
    return records.indices.map { index in
      refusals[index].map { .failure(KafkaDeliveryError(error: $0, persistence: .notPersisted)) }
        ?? batch.outcome(index, topic: records[index].topic)
    }
  }

  /// Puts a record into the client's queue, waiting for room.
  private func hand(_ record: KafkaRecord, to batch: DeliveryBatch, until deadline: ContinuousClock.Instant)
    async throws
  {
    while true {
      let core = try current()
      guard let error = core.produce(record, opaque: batch.add()) else { return }
      batch.withdrawLast()
      switch error.code {
      case .queueFull: try await core.waitForRoom(until: deadline, full: error)
      default:
        // The library refuses under the code of what went wrong first.
        guard let fatal = core.client.fatalError else { throw error }
        try replace(core, after: fatal)
      }
    }
  }

  private func current() throws -> ProducerCore {
    guard let core = state.withLock({ $0.core }) else {
      throw KafkaError(.destroyed, "the producer is closed", during: "produce")
    }
    if let fatal = core.client.sink.fatal { return try replace(core, after: fatal) }
    return core
  }

  /// Puts a new client in the place of one that failed for good; whoever comes second finds it done.
  @discardableResult
  private func replace(_ old: ProducerCore, after error: KafkaError) throws -> ProducerCore {
    let replacement = try makeCore()
    let (core, spare) = try state.withLock { state in
      guard !state.closed else { throw KafkaError(.destroyed, "the producer is closed", during: "produce") }
      guard let present = state.core, present !== old else {
        state.core = replacement
        return (replacement, old)
      }
      return (present, replacement)
    }
    Task { await spare.stop() }
    if spare === old {
      logger.warning("the Kafka producer was made anew", metadata: ["reason": .string(error.message)])
      onEvent?(.rebuilt(after: error))
    }
    return core
  }

  private func makeCore() throws -> ProducerCore {
    try ProducerCore(configuration, logger: logger) { [weak self] event in
      self?.onEvent?(event)
      // Those who wait for an acknowledgement would otherwise wait until it times out.
      if case .error(let error) = event, error.isFatal { Task { self?.replaceFatal(error) } }
    }
  }

  private func replaceFatal(_ error: KafkaError) {
    guard let core = state.withLock({ $0.core }), core.client.fatalError != nil else { return }
    _ = try? replace(core, after: error)
  }

  static func close(_ core: ProducerCore, within duration: Duration) async -> KafkaCloseReport {
    let deadline = ContinuousClock.now + duration
    while core.queueLength > 0, ContinuousClock.now < deadline {
      try? await Task.sleep(for: .milliseconds(5))
    }
    let left = core.queueLength
    await core.stop()
    return KafkaCloseReport(undelivered: left)
  }
}
