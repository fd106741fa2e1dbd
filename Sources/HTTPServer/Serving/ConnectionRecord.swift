import Threading

/// A connection as the sweeper sees it: whether a request is under way on it, and since when not.
final class ConnectionRecord: Sendable {
  private enum Phase {
    /// No complete head yet; since when, and whether it is the connection's first.
    case awaitingHead(since: ContinuousClock.Instant, isFirst: Bool)
    case serving(Exchange)
    case ended
  }

  private struct State {
    var phase = Phase.awaitingHead(since: .now, isFirst: true)
    /// We read no further ourselves, so that a hang-up says nothing about the client.
    var isReadClosed = false
  }

  let peer: Peer
  private let descriptor: Int32
  private let state = Lock(State())

  init(descriptor: Int32) {
    self.descriptor = descriptor
    peer = Socket.peer(of: descriptor)
  }

  func serve(_ exchange: Exchange) {
    state.withLock { $0.phase = .serving(exchange) }
  }

  func requestEnded() {
    state.withLock { state in
      if case .ended = state.phase { return }
      state.phase = .awaitingHead(since: .now, isFirst: false)
    }
  }

  /// The descriptor is about to be closed.
  func end() {
    state.withLock { $0.phase = .ended }
  }

  /// The exchange that is under way.
  var exchange: Exchange? {
    state.withLock { state in
      if case .serving(let exchange) = state.phase { exchange } else { nil }
    }
  }

  /// Reads no further request from a connection that has waited for one for a while; one that has arrived is answered.
  func closeIfIdle(at now: ContinuousClock.Instant) {
    state.withLock { state in
      guard case .awaitingHead(let since, _) = state.phase, !state.isReadClosed, since + .milliseconds(500) < now
      else { return }
      state.isReadClosed = true
      Socket.endReading(descriptor)
    }
  }

  /// Cuts the connection off when its head has taken too long, with a 408 where something had been asked.
  func sweep(at now: ContinuousClock.Instant, _ configuration: HTTPServerConfiguration) {
    let exchange: Exchange? = state.withLock { state in
      switch state.phase {
      case .ended: return nil
      case .serving(let exchange): return state.isReadClosed ? nil : exchange
      case .awaitingHead(let since, let isFirst):
        let allowed = configuration.headerDeadline + (isFirst ? .zero : configuration.idleTimeout)
        guard since + allowed < now else { return nil }
        // Nothing is being sent in this phase, so a direct write cannot fall into an answer.
        _ = Socket.write(WireResponse.bytes(ProblemDetails(.requestTimeout).response), to: descriptor)
        Socket.cut(descriptor)
        state.phase = .ended
        return nil
      }
    }
    exchange?.sweep(at: now, configuration)
  }
}

/// The connections that are open.
final class ConnectionTable: Sendable {
  private let records = Lock([ObjectIdentifier: ConnectionRecord]())

  func add(_ record: ConnectionRecord) {
    records.withLock { $0[ObjectIdentifier(record)] = record }
  }

  func remove(_ record: ConnectionRecord) {
    records.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(record)) }
  }

  var all: [ConnectionRecord] {
    records.withLock { Array($0.values) }
  }

  var count: Int {
    records.withLock { $0.count }
  }
}
