import EventLog
import Kafka
import Threading

/// One run of the exactly-once loop with two transactional producers in turn, as ``TransactionPipeline`` directs it.
final class PipelinedRun: Sendable {
  typealias Transform = @Sendable ([ConsumedRecord]) async throws -> ProcessedBatch

  /// A batch on its way, and the transaction that it goes with.
  struct Slot: Sendable {
    var batch: KafkaBatch
    var processed = ProcessedBatch(outputs: [])
    var seat: TransactionalSeat
  }

  /// A batch whose commit has no answer.
  struct Unsettled: Sendable {
    var offsets: [KafkaPartition: Int64]
    var count: Int
    var whenCommitted: @Sendable () -> Void
  }

  private enum Report: Sendable {
    case read(KafkaBatch?)
    case decided(ProcessedBatch)
    case produced
    case flushed
    case committed
    case stopped
    case aheadFailed(any Error)
    case behindFailed(any Error)

    var event: TransactionPipeline.Event {
      switch self {
      case .read(let batch): batch == nil ? .ended : .read
      case .decided: .decided
      case .produced: .produced
      case .flushed: .flushed
      case .committed: .committed
      case .stopped: .ended
      case .aheadFailed: .aheadFailed
      case .behindFailed: .behindFailed
      }
    }
  }

  private let consumer: KafkaLogConsumer
  private let transform: Transform
  private let reports: AsyncStream<Report>
  private let feed: AsyncStream<Report>.Continuation
  private let reading = Lock<Task<Void, Never>?>(nil)
  /// The steps under way.
  private let steps = Lock<[Task<Void, Never>]>([])
  private let over = Turn()

  init(_ consumer: KafkaLogConsumer, _ transform: @escaping Transform) {
    self.consumer = consumer
    self.transform = transform
    (reports, feed) = AsyncStream.makeStream()
  }

  /// Reads no more, and returns when what was read is committed or given back.
  func drain() async {
    feed.yield(.stopped)
    reading.withLock { $0 }?.cancel()
    await over.run {}
  }

  /// Runs until the consumer is closed.
  ///
  /// - Throws: why batches were dropped; a batch whose commit has no answer is left with the consumer to be settled.
  func run() async throws {
    try await over.run { try await loop() }
  }

  private func loop() async throws {
    var pipeline = TransactionPipeline()
    var ahead: Slot?
    var behind: Slot?
    var failure: (ahead: (any Error)?, behind: (any Error)?)
    var turn = 0
    var actions = pipeline.handle(.started)
    var iterator = reports.makeAsyncIterator()
    while true {
      for action in actions {
        switch action {
        case .read: read()
        case .decide: decide(ahead)
        case .produce:
          step(ahead, { .aheadFailed($0) }, { try await $0.seat.open($0.processed.records) }, { .produced })
        case .promote:
          (behind, ahead) = (ahead, nil)
          step(behind, { .behindFailed($0) }, { try await $0.seat.flush() }, { .flushed })
        case .commit: step(behind, { .behindFailed($0) }, { try await self.commit($0) }, { .committed })
        case .settle:
          if let behind { await settle(behind) }
          behind = nil
        case .drop:
          await drop(ahead, behind, failure.behind)
          throw consumer.told(failure.behind ?? failure.ahead ?? EventLogError.closed)
        case .finish: return
        }
      }
      guard let report = await iterator.next() else { throw CancellationError() }
      switch report {
      case .read(let batch?):
        ahead = Slot(batch: batch, seat: consumer.seats[turn % consumer.seats.count])
        turn += 1
      case .decided(let processed): ahead?.processed = processed
      case .aheadFailed(let error): failure.ahead = error
      case .behindFailed(let error): failure.behind = error
      case .read(nil), .produced, .flushed, .committed, .stopped: break
      }
      actions = pipeline.handle(report.event)
    }
  }

  // MARK: Steps

  private func read() {
    let (feed, consumer) = (feed, consumer)
    reading.withLock { reading in
      reading = Task {
        do {
          feed.yield(.read(try await consumer.read()))
        } catch is CancellationError {
          feed.yield(.read(nil))
        } catch {
          feed.yield(.aheadFailed(error))
        }
      }
    }
  }

  private func decide(_ slot: Slot?) {
    guard let slot else { return }
    let (feed, transform) = (feed, transform)
    start {
      do {
        feed.yield(.decided(try await transform(slot.batch.copy().map { ConsumedRecord($0) })))
      } catch {
        feed.yield(.aheadFailed(error))
      }
    }
  }

  private func start(_ body: @escaping @Sendable () async -> Void) {
    steps.withLock { steps in
      // One step of each batch is under way at most; older ones have reported.
      if steps.count > 3 { steps.removeFirst(steps.count - 3) }
      steps.append(Task { await body() })
    }
  }

  private func step(
    _ slot: Slot?, _ failed: @escaping @Sendable (any Error) -> Report,
    _ body: @escaping @Sendable (Slot) async throws -> Void, _ done: @escaping @Sendable () -> Report
  ) {
    guard let slot else { return }
    let (feed, consumer) = (feed, consumer)
    start {
      do {
        try await consumer.log.check(slot.processed.outputs)
        try await body(slot)
        feed.yield(done())
      } catch {
        feed.yield(failed(error))
      }
    }
  }

  private func commit(_ slot: Slot) async throws {
    let lost = slot.batch.lostPartitions
    guard lost.isEmpty else { throw EventLogError.assignmentLost(lost.map { TopicPartition($0) }.sorted()) }
    try await slot.seat.end(slot.batch.nextOffsets, of: slot.batch.group)
  }

  // MARK: Ends

  private func settle(_ slot: Slot) async {
    await consumer.client.finish(slot.batch)
    consumer.log.metrics.appended(slot.processed.outputs)
    consumer.log.metrics.committed(slot.batch.count, by: consumer.group)
    slot.processed.whenCommitted()
  }

  /// Waits for the steps under way, then aborts what is open.
  private func drop(_ ahead: Slot?, _ behind: Slot?, _ failure: (any Error)?) async {
    let reading = reading.withLock { $0 }
    reading?.cancel()
    await reading?.value
    for step in steps.withLock({ $0 }) { await step.value }
    for slot in [ahead, behind] { await slot?.seat.abandon() }
    guard let behind, case TransactionFailure.unknown? = failure as? TransactionFailure else {
      return consumer.mustRewind(settling: nil)
    }
    consumer.mustRewind(
      settling: Unsettled(
        offsets: behind.batch.nextOffsets, count: behind.batch.count, whenCommitted: behind.processed.whenCommitted))
  }
}

extension ProcessedBatch {
  fileprivate var records: [KafkaRecord] { outputs.map { KafkaRecord($0) } }
}
