import EventLog
import Kafka
import Threading

/// A publisher whose records and position are one transaction.
///
/// Its transactional id belongs to the newest publisher of the identity; the brokers refuse an older one. Where an older one
/// has lost its client and would have to take the id again, it looks first whether somebody else began a session.
final class KafkaPublisher: LogPublisher {
  private struct State {
    var position: Int64?
    /// An append whose answer was lost, to be settled before the next one.
    var open: (position: Int64, deliveries: [KafkaDelivery])?
    /// The caller does not know yet that such an append had succeeded.
    var hasMoved = false
    var isFenced = false
  }

  let id: String
  private let log: EventLogKafka
  private let seat: TransactionalSeat
  private let session: String
  private let turn = Turn()
  private let state: Lock<State>

  /// Takes the identity over from whoever has it.
  init(id: String, log: EventLogKafka) async throws {
    self.id = id
    self.log = log
    seat = TransactionalSeat(id: "\(log.configuration.namespace).publisher.\(id)", log.configuration)
    session = Session.make()
    do {
      try await seat.take()
      let position = try await log.latestMarker(id: id)?.position
      state = Lock(State(position: position))
      _ = try await seat.commit(.init(records: [marker(position)]))
    } catch {
      await seat.close()
      throw log.publisherError(error, id: id)
    }
  }

  func position() async throws -> Int64? {
    try await log.working {
      try await turn.run {
        try await settle()
        return state.withLock { state in
          state.hasMoved = false
          return state.position
        }
      }
    }
  }

  func append(_ records: [ProducerRecord], position: Int64) async throws -> [RecordCoordinates] {
    try await log.working {
      try await log.check(records)
      return try await turn.run { try await publish(records, position: position) }
    }
  }

  func close() async { await seat.close() }

  // MARK: -

  private func publish(_ records: [ProducerRecord], position: Int64) async throws -> [RecordCoordinates] {
    if let earlier = try await settle(), state.withLock({ $0.position }) == position {
      // The caller repeats what had succeeded.
      state.withLock { $0.hasMoved = false }
      return earlier
    }
    if state.withLock({ $0.hasMoved }) {
      throw EventLogError.unavailable("an append whose answer was lost had succeeded: ask for the position")
    }
    do {
      let deliveries = try await seat.commit(.init(records: records.map { KafkaRecord($0) } + [marker(position)]))
      state.withLock { $0.position = position }
      log.metrics.appended(records)
      return deliveries.dropLast().map { RecordCoordinates($0) }
    } catch TransactionFailure.unknown(let error, let deliveries) {
      state.withLock { $0.open = (position, deliveries) }
      guard let places = try await settle() else { throw EventLogError.unavailable("\(error)") }
      state.withLock { $0.hasMoved = false }
      return places
    } catch {
      throw failed(error)
    }
  }

  /// Finds out what became of an append whose answer was lost, and takes the id again where it was lost.
  ///
  /// - Returns: where its records stand when it had succeeded.
  @discardableResult
  private func settle() async throws -> [RecordCoordinates]? {
    if state.withLock({ $0.isFenced }) { throw EventLogError.fenced(id: id) }
    if seat.isTaken { return nil }
    do {
      try await checkSession()
      try await seat.take()
      let found = try await checkSession()
      return state.withLock { state in
        defer { state.open = nil }
        guard let open = state.open, found == open.position, found != state.position else { return nil }
        state.position = found
        state.hasMoved = true
        return open.deliveries.dropLast().map { RecordCoordinates($0) }
      }
    } catch {
      throw failed(error)
    }
  }

  /// The position in the log; throws when another session wrote it.
  @discardableResult
  private func checkSession() async throws -> Int64? {
    let marker = try await log.latestMarker(id: id)
    guard let marker, marker.session == session else { throw EventLogError.fenced(id: id) }
    return marker.position
  }

  private func failed(_ error: any Error) -> any Error {
    let told = log.publisherError(error, id: id)
    if case .fenced? = told as? EventLogError { state.withLock { $0.isFenced = true } }
    return told
  }

  private func marker(_ position: Int64?) -> KafkaRecord {
    PositionMarker(position: position, session: session)
      .record(id: id, topic: log.configuration.positionsTopic)
  }
}

/// Names a session: long enough that two are never alike.
enum Session {
  static func make() -> String {
    var random = SystemRandomNumberGenerator()
    return String(random.next(), radix: 36) + String(random.next(), radix: 36)
  }
}
