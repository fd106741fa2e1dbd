import Threading

/// A connection as the sweeper sees it: whether a request is under way on it, and since when not.
final class ConnectionRecord: Sendable {
  private enum Phase {
    /// No complete head yet; since when, and whether it is the connection's first.
    case awaitingHead(since: ContinuousClock.Instant, isFirst: Bool)
    case serving(Exchange)
    case ended
  }

  let peer: Peer
  private let descriptor: Int32
  private let phase = Lock(Phase.awaitingHead(since: .now, isFirst: true))

  init(descriptor: Int32) {
    self.descriptor = descriptor
    peer = Socket.peer(of: descriptor)
  }

  func serve(_ exchange: Exchange) {
    phase.withLock { $0 = .serving(exchange) }
  }

  func requestEnded() {
    phase.withLock { phase in
      if case .ended = phase { return }
      phase = .awaitingHead(since: .now, isFirst: false)
    }
  }

  /// The descriptor is about to be closed.
  func end() {
    phase.withLock { $0 = .ended }
  }

  /// The exchange that is under way.
  var exchange: Exchange? {
    phase.withLock { phase in
      if case .serving(let exchange) = phase { exchange } else { nil }
    }
  }

  /// Cuts the connection off when its head has taken too long, with a 408 where something had been asked.
  func sweep(at now: ContinuousClock.Instant, _ configuration: HTTPServerConfiguration) {
    let exchange: Exchange? = phase.withLock { phase in
      switch phase {
      case .ended: return nil
      case .serving(let exchange): return exchange
      case .awaitingHead(let since, let isFirst):
        let allowed = configuration.headerDeadline + (isFirst ? .zero : configuration.idleTimeout)
        guard since + allowed < now else { return nil }
        // Nothing is being sent in this phase, so a direct write cannot fall into an answer.
        _ = Socket.write(WireResponse.bytes(ProblemDetails(.requestTimeout).response), to: descriptor)
        Socket.cut(descriptor)
        phase = .ended
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
