import Foundation
public import Logging
import Threading

/// A member of a consumer group, which reads in bounded batches.
///
/// It has a thread of its own; every call here hops there once and waits for it, so that nothing blocks the caller's
/// thread unless its name says so.
public final class KafkaConsumer: Sendable {
  let core: ConsumerCore
  private let tickets = Lock(0)

  /// Joins the group; that goes on in the background.
  ///
  /// - Parameter configuration: set by us unless given: no automatic commits, `auto.offset.reset=error`,
  ///   `isolation.level=read_committed`, `check.crcs`, `partition.assignment.strategy=range`.
  /// - Throws: ``KafkaConfigurationError``, ``KafkaError``.
  public init(
    _ configuration: KafkaConfiguration, subscription: KafkaSubscription,
    logger: Logger = Logger(label: "kafka.consumer")
  ) throws {
    core = try ConsumerCore(configuration, subscription: subscription, logger: logger)
  }

  deinit {
    _ = core.submit { $0.close() }
  }

  /// The partitions this member holds now.
  public var assignment: Set<KafkaPartition> { core.outlook.withLock { $0.assignment } }

  /// Waits for records; `nil` once the consumer is closed. Several batches may be out at once.
  ///
  /// Cancelling the task ends the wait with `CancellationError`; nothing is lost by that.
  /// - Throws: ``KafkaConsumerError``, ``KafkaError`` (for example: no such topic).
  public func next(_ limits: KafkaBatchLimits? = nil) async throws -> KafkaBatch? {
    let ticket = nextTicket()
    let limits = limits ?? core.subscription.limits
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        request(ticket, limits) { continuation.resume(with: $0) }
      }
    } onCancel: {
      cancel(ticket)
    }
  }

  /// As ``next(_:)``, blocking a thread of the caller's own; `nil` also when nothing came within `duration`.
  @available(*, noasync)
  public func next(_ limits: KafkaBatchLimits? = nil, blockingAtMost duration: Duration) throws -> KafkaBatch? {
    let ticket = nextTicket()
    let answer = BlockingAnswer<KafkaBatch?>()
    request(ticket, limits ?? core.subscription.limits) { answer.give($0) }
    if let answered = answer.wait(atMost: duration) { return try answered.get() }
    cancel(ticket)
    do { return try answer.wait().get() } catch is CancellationError { return nil }
  }

  /// Commits what comes after the batch and ends it.
  ///
  /// - Throws: ``KafkaConsumerError/assignmentLost(_:)`` when a partition of it has gone to another member: then nothing is
  ///   committed. ``KafkaError``: whether it is committed is not known after `timedOut`.
  public func commit(_ batch: KafkaBatch, within duration: Duration = .seconds(30)) async throws {
    try await perform { try $0.commit(batch, within: duration) }
  }

  /// Ends a batch whose offsets are taken care of elsewhere (a transaction, a database).
  public func finish(_ batch: KafkaBatch) async {
    try? await perform { $0.finish(batch) }
  }

  /// Gives a batch up: its records come again.
  public func abandon(_ batch: KafkaBatch, within duration: Duration = .seconds(10)) async throws {
    try await perform { core in
      defer { core.finish(batch) }
      let lost = batch.lostPartitions
      let starts = batch.firstOffsets.filter { !lost.contains($0.key) }.mapValues { KafkaStart.offset($0) }
      try core.seek(starts, within: duration)
    }
  }

  /// Commits offsets: for each partition the last one that was handled, plus one.
  public func commit(_ offsets: [KafkaPartition: Int64], within duration: Duration = .seconds(30)) async throws {
    try await perform { try $0.commit(offsets, within: duration) }
  }

  /// Moves positions of assigned partitions. What was read ahead is dropped; batches with their records are given up.
  public func seek(_ starts: [KafkaPartition: KafkaStart], within duration: Duration = .seconds(10)) async throws {
    try await perform { try $0.seek(starts, within: duration) }
  }

  /// Moves every assigned partition back to what the group has committed, as after an aborted transaction. What was read
  /// ahead is dropped; batches that are out are given up.
  public func rewindToCommitted(within duration: Duration = .seconds(30)) async throws {
    try await perform { try $0.rewind(within: duration) }
  }

  /// As ``finish(_:)``, blocking a thread of the caller's own.
  @available(*, noasync)
  public func finishBlocking(_ batch: KafkaBatch) {
    _ = core.submit { $0.finish(batch) }
  }

  /// As ``rewindToCommitted(within:)``, blocking a thread of the caller's own.
  @available(*, noasync)
  public func rewindToCommittedBlocking(within duration: Duration = .seconds(30)) throws {
    let answer = BlockingAnswer<Void>()
    let accepted = core.submit { core in answer.give(Result { try core.rewind(within: duration) }) }
    guard accepted else { throw KafkaConsumerError.closed }
    try answer.wait().get()
  }

  /// Stops fetching from these partitions; the member keeps them.
  public func pause(_ partitions: Set<KafkaPartition>) async throws {
    try await perform { try $0.pause(partitions) }
  }

  public func resume(_ partitions: Set<KafkaPartition>) async throws {
    try await perform { try $0.resume(partitions) }
  }

  /// Where the next record of each assigned partition will be read.
  public func positions() async throws -> [KafkaPartition: Int64] {
    try await perform { try $0.positions() }
  }

  /// What the group has committed; partitions without an offset are left out.
  public func committed(
    _ partitions: [KafkaPartition], within duration: Duration = .seconds(30)
  ) async throws -> [KafkaPartition: Int64] {
    try await perform { try $0.committedOffsets(of: partitions, within: duration) }
  }

  /// The member and generation for a transaction's offsets; ``KafkaBatch/group`` has those of a batch.
  public func groupMetadata() async throws -> KafkaGroupMetadata {
    try await perform { core in
      guard let client = core.client, let metadata = KafkaGroupMetadata(of: client) else {
        throw KafkaConsumerError.closed
      }
      return metadata
    }
  }

  /// Takes the revoke step, leaves the group (a static member keeps its place there) and lets go of the client.
  ///
  /// Leaving can hang in librdkafka 2.0.2 (a partition lost or a topic deleted at the wrong moment), and memory stays as
  /// long as a batch is held: the report then says which.
  public func close(within duration: Duration = .seconds(30)) async -> KafkaCloseReport {
    let deadline = ContinuousClock.now + duration
    _ = core.submit { $0.close() }
    guard await core.ended.wait(atMost: duration) else {
      return KafkaCloseReport(
        unfinished:
          "the group was not left within \(duration): librdkafka \(KafkaConfiguration.libraryVersion) still waits")
    }
    while !core.destruction.done.isComplete {
      let held = core.destruction.heldBatches.withLock { $0 }
      guard held == 0 else {
        return KafkaCloseReport(unfinished: "\(held) batches are still held; the client goes with the last of them")
      }
      guard .now < deadline else {
        return KafkaCloseReport(
          unfinished: "librdkafka \(KafkaConfiguration.libraryVersion) did not end its threads within \(duration)")
      }
      _ = await core.destruction.done.wait(atMost: min(deadline - .now, .milliseconds(200)))
    }
    return KafkaCloseReport()
  }

  private func nextTicket() -> Int {
    tickets.withLock { tickets in
      tickets += 1
      return tickets
    }
  }

  private func request(
    _ ticket: Int, _ limits: KafkaBatchLimits, _ answer: @escaping @Sendable (Result<KafkaBatch?, any Error>) -> Void
  ) {
    let accepted = core.submit { core in
      core.requests.append(BatchRequest(ticket: ticket, limits: limits, answer: answer))
    }
    if !accepted { answer(.success(nil)) }
  }

  private func cancel(_ ticket: Int) {
    _ = core.submit { core in
      guard let index = core.requests.firstIndex(where: { $0.ticket == ticket }) else { return }
      core.requests.remove(at: index).answer(.failure(CancellationError()))
    }
  }

  private func perform<Result: Sendable>(
    _ body: @escaping @Sendable (ConsumerCore) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      let accepted = core.submit { core in continuation.resume(with: Swift.Result { try body(core) }) }
      if !accepted { continuation.resume(throwing: KafkaConsumerError.closed) }
    }
  }
}
