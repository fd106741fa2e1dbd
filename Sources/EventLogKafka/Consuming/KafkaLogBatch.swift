import EventLog
import Kafka
import Threading

/// A batch of a member on Kafka. Without outputs it is finished by committing the group's offsets, with outputs by one
/// transaction that holds both.
final class KafkaLogBatch: RecordBatch {
  private enum Status {
    case out
    /// The commit's answer is missing: it is settled before anything else is done with the batch.
    case unknown([KafkaDelivery])
    /// The client has let go of it without having committed.
    case refused
    case finished
    case givenBack
  }

  let records: [ConsumedRecord]
  private let content: KafkaBatch
  private let consumer: KafkaLogConsumer
  private let turn = Turn()
  private let status = Lock(Status.out)

  init(_ content: KafkaBatch, of consumer: KafkaLogConsumer) {
    self.content = content
    self.consumer = consumer
    records = content.copy().map { ConsumedRecord($0) }
  }

  private var partitions: [TopicPartition] { content.partitions.map { TopicPartition($0) }.sorted() }

  // MARK: Finishing

  func commit(appending outputs: [ProducerRecord]) async throws -> [RecordCoordinates] {
    try await consumer.log.working {
      try await consumer.log.check(outputs)
      return try await turn.run {
        if let places = try await settle() { return places }
        try mayCommit()
        do {
          let places = outputs.isEmpty ? try await commitOffsets() : try await commitTransaction(outputs)
          done()
          consumer.log.metrics.appended(outputs)
          return places
        } catch TransactionFailure.unknown(let error, let deliveries) {
          status.withLock { $0 = .unknown(deliveries) }
          if let places = try await settle() { return places }
          throw EventLogError.unavailable("\(error)")
        } catch {
          throw await failed(error)
        }
      }
    }
  }

  private func mayCommit() throws {
    guard case .out = status.withLock({ $0 }) else { throw EventLogError.assignmentLost(partitions) }
    let lost = content.lostPartitions
    guard lost.isEmpty else { throw EventLogError.assignmentLost(lost.map { TopicPartition($0) }.sorted()) }
  }

  private func commitOffsets() async throws -> [RecordCoordinates] {
    do {
      try await consumer.client.commit(content, within: consumer.log.configuration.deadline)
      return []
    } catch {
      status.withLock { $0 = .refused }
      throw error
    }
  }

  private func commitTransaction(_ outputs: [ProducerRecord]) async throws -> [RecordCoordinates] {
    let deliveries = try await consumer.seat.commit(
      .init(records: outputs.map { KafkaRecord($0) }, offsets: content.nextOffsets, group: content.group))
    await consumer.client.finish(content)
    return deliveries.map { RecordCoordinates($0) }
  }

  private func done() {
    status.withLock { $0 = .finished }
    consumer.finished(self)
    consumer.log.metrics.committed(records.count, by: consumer.group)
  }

  private func failed(_ error: any Error) async -> any Error {
    if case TransactionFailure.groupMoved = error {
      let held = await consumer.assignment()
      let lost = partitions.filter { !held.contains($0) }
      return EventLogError.assignmentLost(lost.isEmpty ? partitions : lost)
    }
    return consumer.told(error)
  }

  // MARK: Settling

  /// Finds out what became of a commit whose answer is missing: the id is taken anew, which ends what was open, and then
  /// the group's offsets tell.
  ///
  /// - Returns: where the outputs stand when it had succeeded.
  private func settle() async throws -> [RecordCoordinates]? {
    guard case .unknown(let deliveries) = status.withLock({ $0 }) else { return nil }
    do {
      try await consumer.seat.take()
      let offsets = try await consumer.log.offsets(ofGroup: consumer.group)
      let succeeded = content.nextOffsets.allSatisfy { (offsets[TopicPartition($0.key)] ?? -1) >= $0.value }
      guard succeeded else {
        status.withLock { $0 = .out }
        return nil
      }
      await consumer.client.finish(content)
      done()
      return deliveries.map { RecordCoordinates($0) }
    } catch {
      throw consumer.told(error)
    }
  }

  // MARK: Giving back

  func abandon() async {
    // What cannot be settled now is settled before the next batch is given.
    try? await giveBack()
  }

  func giveBack() async throws {
    try await turn.run {
      _ = try await settle()
      switch status.withLock({ $0 }) {
      case .out, .refused: break
      case .unknown, .finished, .givenBack: return
      }
      try await consumer.client.abandon(content)
      status.withLock { $0 = .givenBack }
      consumer.finished(self)
    }
  }
}
