/// What became of a batch: the records to append, and what to do once they are in the log with the batch's offsets.
public struct ProcessedBatch: Sendable {
  public var outputs: [ProducerRecord]
  /// Called at most once, after the step that holds outputs and offsets is known to be done.
  public var whenCommitted: @Sendable () -> Void

  public init(outputs: [ProducerRecord], whenCommitted: @escaping @Sendable () -> Void = {}) {
    self.outputs = outputs
    self.whenCommitted = whenCommitted
  }
}

extension LogConsumer {
  /// As ``processOneByOne(_:)``, for backends that know no better way.
  public func process(
    _ transform: @escaping @Sendable ([ConsumedRecord]) async throws -> ProcessedBatch
  ) async throws {
    try await processOneByOne(transform)
  }

  /// The plain loop: a batch is read, transformed and committed before the next one is asked for.
  public func processOneByOne(
    _ transform: @escaping @Sendable ([ConsumedRecord]) async throws -> ProcessedBatch
  ) async throws {
    while let batch = try await nextBatch() {
      do {
        let processed = try await transform(batch.records)
        try await batch.commit(appending: processed.outputs)
        processed.whenCommitted()
      } catch {
        await batch.abandon()
        throw error
      }
    }
  }
}
