import EventLog
import Logging
import ServiceLifecycle

/// The loop that every consumer of the log runs: ask for a batch, work it, and mend what can be mended.
///
/// A batch whose partitions were lost is dropped, because somebody else gets it. When the log or the store is away for
/// the moment, the batch is given back and asked for again, after a pause that doubles from 50 ms to 5 s. Everything
/// else ends the loop: the process ends with a clear message, and its supervisor starts a new one.
struct ConsumerLoop: Sendable {
  let name: String
  let logger: Logger

  /// Runs until the consumer is closed, which a graceful shutdown does after the batch under way.
  func run(
    log: any EventLog, subscription: Subscription, isTransient: @escaping @Sendable (any Error) -> Bool,
    work: @escaping @Sendable (any RecordBatch) async throws -> Void
  ) async throws {
    let consumer = try await log.consumer(subscription)
    try await withGracefulShutdownHandler {
      try await consume(from: consumer, isTransient: isTransient, work: work)
    } onGracefulShutdown: {
      Task { await consumer.close() }
    }
    await consumer.close()
  }

  private func consume(
    from consumer: any LogConsumer, isTransient: @Sendable (any Error) -> Bool,
    work: @Sendable (any RecordBatch) async throws -> Void
  ) async throws {
    var pause = Duration.milliseconds(50)
    while let batch = try await consumer.nextBatch() {
      do {
        try await work(batch)
        pause = .milliseconds(50)
      } catch EventLogError.assignmentLost(let partitions) {
        logger.info("\(name): dropped a batch of lost partitions", metadata: ["partitions": "\(partitions.count)"])
      } catch EventLogError.closed {
        break
      } catch  where isTransient(error) {
        await batch.abandon()
        logger.warning("\(name): will try again", metadata: ["error": "\(error)", "pause": "\(pause)"])
        try await Task.sleep(for: pause)
        pause = min(pause * 2, .seconds(5))
      }
    }
  }
}
