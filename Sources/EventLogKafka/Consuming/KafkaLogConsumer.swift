import EventLog
import Kafka
import Logging
import Threading

/// A member of a consumer group on Kafka.
final class KafkaLogConsumer: LogConsumer {
  private struct State {
    var out: KafkaLogBatch?
    var hasTakenSeat: Bool
    var isClosed = false
    var isFenced = false
    var run: PipelinedRun?
    /// What was read after the committed offsets was dropped and is to be read again.
    var mustRewind = false
    /// A batch of which nobody knows yet whether it is committed.
    var unsettled: PipelinedRun.Unsettled?
    /// Why the start offsets could not be had, as the subscriber's own error.
    var startFailure: (any Error)?
  }

  let subscription: Subscription
  let log: EventLogKafka
  let client: KafkaConsumer
  /// The transactional id of this member: a zombie under the same name is fenced by it.
  let seat: TransactionalSeat
  /// The ids that ``process(_:)`` takes in turn; the first is ``seat``.
  let seats: [TransactionalSeat]
  private let requests = Turn()
  private let state: Lock<State>

  init(_ subscription: Subscription, log: EventLogKafka) throws {
    self.subscription = subscription
    self.log = log
    let configuration = log.configuration
    seat = TransactionalSeat(
      id: "\(configuration.namespace).consumer.\(subscription.group).\(subscription.memberID)", configuration)
    seats = [
      seat,
      TransactionalSeat(
        id: "\(configuration.namespace).consumer.\(subscription.group).\(subscription.memberID).second", configuration),
    ]
    // What a predecessor left open holds up the group's offsets, so its id is taken before they are asked for. Where they
    // come from elsewhere, and outputs are rare, it is taken with the first output.
    let state = Lock(State(hasTakenSeat: subscription.startOffsets != nil))
    self.state = state
    var wanted = KafkaSubscription(
      group: subscription.group, topics: subscription.topics,
      instanceID: configuration.membership == .named ? subscription.memberID : nil,
      limits: KafkaBatchLimits(
        maxRecords: subscription.maxRecords, maxBytes: subscription.maxBytes, maxWait: subscription.maxWait),
      revokeBudget: subscription.revokeBudget)
    if let startOffsets = subscription.startOffsets {
      wanted.startOffsets = { partitions in
        do {
          let found = try await startOffsets(partitions.map { TopicPartition($0) })
          return Dictionary(uniqueKeysWithValues: found.map { ($0.key.kafka, .offset($0.value)) })
        } catch {
          state.withLock { $0.startFailure = error }
          throw error
        }
      }
    }
    if let onRevoke = subscription.onRevoke {
      wanted.onRevoke = { await onRevoke($0.map { TopicPartition($0) }) }
    }
    let (metrics, group) = (log.metrics, subscription.group)
    wanted.onEvent = { event in
      if case .assigned = event { metrics.rebalanced(group) }
    }
    client = try KafkaConsumer(configuration.consuming, subscription: wanted, logger: configuration.logger)
  }

  var group: String { subscription.group }

  // MARK: Batches

  func nextBatch() async throws -> (any RecordBatch)? {
    try await requests.run {
      var pause = Duration.milliseconds(50)
      while true {
        try Task.checkCancellation()
        if state.withLock({ $0.isClosed }) { return nil }
        if state.withLock({ $0.isFenced }) { throw EventLogError.fenced(id: subscription.memberID) }
        do {
          return try await next()
        } catch let error as EventLogError {
          // Brokers that are away are waited for: records come late then, but none is lost.
          guard case .unavailable(let why) = error, !state.withLock({ $0.isClosed }) else { throw error }
          log.configuration.logger.notice(
            "a consumer waits for the brokers", metadata: ["group": "\(group)", "reason": "\(why)"])
          try await Task.sleep(for: pause)
          pause = min(pause * 2, .seconds(2))
        }
      }
    }
  }

  private func next() async throws -> (any RecordBatch)? {
    do {
      if let out = state.withLock({ $0.out }) {
        try await out.giveBack()
        state.withLock { $0.out = nil }
      }
      if !state.withLock({ $0.hasTakenSeat }) {
        try await seat.take()
        state.withLock { $0.hasTakenSeat = true }
      }
      guard let records = try await client.next() else { return nil }
      let batch = KafkaLogBatch(records, of: self)
      state.withLock { $0.out = batch }
      return batch
    } catch {
      throw told(error)
    }
  }

  // MARK: Processing

  func process(_ transform: @escaping @Sendable ([ConsumedRecord]) async throws -> ProcessedBatch) async throws {
    guard log.configuration.isPipelined else { return try await processOneByOne(transform) }
    try await requests.run {
      if state.withLock({ $0.isFenced }) { throw EventLogError.fenced(id: subscription.memberID) }
      if state.withLock({ $0.isClosed }) { return }
      try await recover()
      let run = PipelinedRun(self, transform)
      let isOpen = state.withLock { state in
        if !state.isClosed { state.run = run }
        return !state.isClosed
      }
      guard isOpen else { return }
      defer { state.withLock { $0.run = nil } }
      try await run.run()
    }
  }

  /// The next records, for ``PipelinedRun``.
  func read() async throws -> KafkaBatch? { try await client.next() }

  /// Lets the next run begin at the committed offsets, after it has found out what became of `batch`.
  func mustRewind(settling batch: PipelinedRun.Unsettled?) {
    state.withLock { state in
      state.mustRewind = true
      state.unsettled = batch
    }
  }

  /// Takes both ids anew where their producers were lost, which ends what was open under them; learns what became of a
  /// commit without an answer; and goes back to the committed offsets after a drop.
  private func recover() async throws {
    do {
      for seat in seats { try await seat.take() }
      state.withLock { $0.hasTakenSeat = true }
      if let batch = state.withLock({ $0.unsettled }) {
        let offsets = try await log.offsets(ofGroup: group)
        if batch.offsets.allSatisfy({ (offsets[TopicPartition($0.key)] ?? -1) >= $0.value }) {
          log.metrics.committed(batch.count, by: group)
          batch.whenCommitted()
        }
        state.withLock { $0.unsettled = nil }
      }
      if state.withLock({ $0.mustRewind }) {
        try await client.rewindToCommitted(within: log.configuration.deadline)
        state.withLock { $0.mustRewind = false }
      }
    } catch {
      throw told(error)
    }
  }

  /// The error by what the caller has to do about it.
  func told(_ error: any Error) -> any Error {
    switch error {
    case KafkaConsumerError.closed: return EventLogError.closed
    case KafkaConsumerError.startOffsetsUnavailable:
      return state.withLock { state in
        defer { state.startFailure = nil }
        return state.startFailure
      } ?? error
    case KafkaConsumerError.fatal(let cause) where cause.code == .fencedInstance: return fenced()
    case TransactionFailure.fenced: return fenced()
    case TransactionFailure.groupMoved: return EventLogError.assignmentLost([])
    default: return ErrorMapping.log(error)
    }
  }

  private func fenced() -> EventLogError {
    state.withLock { $0.isFenced = true }
    return .fenced(id: subscription.memberID)
  }

  func finished(_ batch: KafkaLogBatch) {
    state.withLock { state in
      if state.out === batch { state.out = nil }
    }
  }

  // MARK: Membership

  func assignment() async -> Set<TopicPartition> {
    if state.withLock({ $0.isClosed || $0.isFenced }) { return [] }
    return Set(client.assignment.map { TopicPartition($0) })
  }

  func close() async {
    let first = state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
    guard first else { return }
    await state.withLock { $0.run }?.drain()
    _ = await client.close()
    for seat in seats { await seat.close() }
    log.left(self)
  }
}
