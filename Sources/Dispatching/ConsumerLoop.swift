import EventLog
import Logging
import ServiceLifecycle

/// The loop that every consumer of the log runs: join the group, ask for a batch, work it, and mend what can be mended.
///
/// A batch whose partitions were lost is dropped, because somebody else gets it. When the log or the store is away for
/// the moment, also at the start, the batch is given back and asked for again, after a pause that doubles from 50 ms to
/// 5 s. Everything else ends the loop: the process ends with a clear message, and its supervisor starts a new one.
struct ConsumerLoop: Sendable {
  let name: String
  let logger: Logger

  /// Runs until the consumer is closed, which a graceful shutdown does after the batch under way.
  ///
  /// - Parameters:
  ///   - subscription: what the member wants, on the log with this identity.
  ///   - work: finishes a batch of the log with this identity.
  func run(
    log: any EventLog, isTransient: @escaping @Sendable (any Error) -> Bool,
    subscription: @escaping @Sendable (String) -> Subscription,
    work: @escaping @Sendable (any RecordBatch, String) async throws -> Void
  ) async throws {
    var retry = Retry()
    while !Task.isShuttingDownGracefully {
      do {
        let cluster = try await log.clusterID()
        let consumer = try await log.consumer(subscription(cluster))
        try await withGracefulShutdownHandler {
          try await consume(from: consumer, isTransient: isTransient) { try await work($0, cluster) }
        } onGracefulShutdown: {
          Task { await consumer.close() }
        }
        return await consumer.close()
      } catch  where isTransient(error) {
        logger.debug("\(name): the log does not answer yet", metadata: ["error": "\(error)"])
        try await retry.wait()
      }
    }
  }

  /// As ``run(log:isTransient:subscription:work:)``, for work that leads from the log to the log alone: the log's own
  /// exactly-once loop.
  func process(
    log: any EventLog, isTransient: @escaping @Sendable (any Error) -> Bool, subscription: Subscription,
    transform: @escaping @Sendable ([ConsumedRecord]) async throws -> ProcessedBatch
  ) async throws {
    var retry = Retry()
    while !Task.isShuttingDownGracefully {
      do {
        _ = try await log.clusterID()
        let consumer = try await log.consumer(subscription)
        try await withGracefulShutdownHandler {
          try await process(with: consumer, isTransient: isTransient, transform: transform)
        } onGracefulShutdown: {
          Task { await consumer.close() }
        }
        return await consumer.close()
      } catch  where isTransient(error) {
        logger.debug("\(name): the log does not answer yet", metadata: ["error": "\(error)"])
        try await retry.wait()
      }
    }
  }

  private func process(
    with consumer: any LogConsumer, isTransient: @Sendable (any Error) -> Bool,
    transform: @escaping @Sendable ([ConsumedRecord]) async throws -> ProcessedBatch
  ) async throws {
    var retry = Retry()
    while true {
      let begin = ContinuousClock.now
      do {
        return try await consumer.process(transform)
      } catch EventLogError.assignmentLost(let partitions) {
        logger.info("\(name): dropped a batch of lost partitions", metadata: ["partitions": "\(partitions.count)"])
      } catch EventLogError.closed {
        return
      } catch  where isTransient(error) {
        // What went well for a while before it failed begins anew with the shortest pause.
        if .now - begin > .seconds(10) { retry = Retry() }
        logger.warning("\(name): will try again", metadata: ["error": "\(error)", "pause": "\(retry.pause)"])
        try await retry.wait()
      }
    }
  }

  private func consume(
    from consumer: any LogConsumer, isTransient: @Sendable (any Error) -> Bool,
    work: @Sendable (any RecordBatch) async throws -> Void
  ) async throws {
    var retry = Retry()
    while true {
      var current: (any RecordBatch)?
      do {
        guard let batch = try await consumer.nextBatch() else { return }
        current = batch
        try await work(batch)
        retry = Retry()
      } catch EventLogError.assignmentLost(let partitions) {
        logger.info("\(name): dropped a batch of lost partitions", metadata: ["partitions": "\(partitions.count)"])
      } catch EventLogError.closed {
        return
      } catch  where isTransient(error) {
        await current?.abandon()
        logger.warning("\(name): will try again", metadata: ["error": "\(error)", "pause": "\(retry.pause)"])
        try await retry.wait()
      }
    }
  }
}

/// Pauses between attempts, each twice as long as the one before.
struct Retry: Sendable {
  private(set) var pause = Duration.milliseconds(50)

  /// Waits, but not past the beginning of a graceful shutdown.
  mutating func wait() async throws {
    let pause = pause
    self.pause = min(pause * 2, .seconds(5))
    await cancelWhenGracefulShutdown { try? await Task.sleep(for: pause) }
    try Task.checkCancellation()
  }
}
