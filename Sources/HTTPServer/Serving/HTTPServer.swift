public import Metrics
public import ServiceLifecycle
import Threading

/// An HTTP/1.1 server on libmicrohttpd: several listeners, one handler.
///
/// ``run()`` serves until it is told to shut down gracefully, or is cancelled, and drains in both cases. ``start()`` listens
/// earlier, where the addresses are wanted or a failure shall be known first. A server is started once.
public final class HTTPServer: Service {
  private struct State {
    var daemons: [Daemon] = []
    var addresses: [ListenAddress] = []
    var phase = Phase.new
    var sweeper: Task<Void, Never>?
  }

  private enum Phase {
    case new, running, draining, stopped
  }

  private let core: ServerCore
  private let state = Lock(State())

  /// - Parameter metrics: makes the server's metrics; without one, ``MetricsSystem`` does, as it stands now.
  public init(
    _ configuration: HTTPServerConfiguration, handler: any HTTPHandler, metrics: (any MetricsFactory)? = nil
  ) {
    core = ServerCore(configuration, handler, metrics ?? MetricsSystem.factory)
  }

  /// Where the server listens, with the ports it was given for port 0; empty before ``start()`` and after a drain.
  public var addresses: [ListenAddress] {
    state.withLock { $0.phase == .running ? $0.addresses : [] }
  }

  /// Whether the server is ending: a readiness check says no then.
  public var isDraining: Bool { core.isDraining }

  /// Open connections.
  public var connectionCount: Int { core.connections.count }

  /// Requests whose handlers are at work; streams that have begun do not count.
  public var requestsInFlight: Int { core.requestsInFlight }

  /// Listens at every address, or at none of them when one fails.
  ///
  /// - Returns: where it listens, in the order of the configuration.
  @discardableResult
  public func start() async throws -> [ListenAddress] {
    let isFirst = state.withLock { state in
      defer { if state.phase == .new { state.phase = .running } }
      return state.phase == .new
    }
    guard isFirst else { return addresses }
    let configuration = core.configuration
    var sockets: [ListeningSocket] = []
    var daemons: [Daemon] = []
    do throws(ListenError) {
      for address in configuration.addresses {
        sockets.append(
          try ListeningSocket(
            address, backlog: Int32(clamping: configuration.backlog),
            loopbackOnly: !configuration.allowsRemoteClients))
      }
      for socket in sockets { daemons.append(try Daemon(socket, core, configuration)) }
    } catch {
      for socket in sockets { socket.shutDown() }
      await Self.stop(daemons)
      state.withLock { $0.phase = .stopped }
      throw error
    }
    let core = self.core
    let started = daemons
    let bound = sockets.map(\.address)
    state.withLock { state in
      state.daemons = started
      state.addresses = bound
      state.sweeper = Task { await Self.sweep(core, started) }
    }
    return bound
  }

  /// Listens, unless ``start()`` was called before, and serves until the shutdown; returns when all is closed.
  public func run() async throws {
    try await start()
    // Thrown or not: a cancelled server, too, gives its answers first.
    try? await gracefulShutdown()
    await drain()
  }

  /// Takes no new connection, answers what is under way with `Connection: close`, ends endless streams, and stops; what
  /// is still under way after the drain's deadline is cancelled. Returns when all is closed.
  public func drain() async {
    let daemons: [Daemon]? = state.withLock { state in
      guard state.phase == .running else { return nil }
      state.phase = .draining
      return state.daemons
    }
    guard let daemons else { return }
    core.beginDraining()
    for daemon in daemons { daemon.quiesce() }
    // In a task of its own, because the caller's may be cancelled, and a drain is wanted all the more then.
    await Task { await self.finish(daemons) }.value
  }

  private func finish(_ daemons: [Daemon]) async {
    let deadline = ContinuousClock.now + core.configuration.drainDeadline
    await wait(until: deadline)
    for record in core.connections.all { record.exchange?.cancel() }
    await wait(until: .now + .seconds(1))
    // The library aborts the process when a request is suspended at its end. One that begins after the flag is refused;
    // one that began before it is in the table and let go of.
    core.beginStopping()
    for record in core.connections.all { record.exchange?.abandon() }
    await Self.stop(daemons)
    let sweeper = state.withLock { state in
      state.phase = .stopped
      state.daemons = []
      return state.sweeper
    }
    sweeper?.cancel()
    await sweeper?.value
  }

  /// Waits until no exchange is under way.
  private func wait(until deadline: ContinuousClock.Instant) async {
    while ContinuousClock.now < deadline {
      let records = core.connections.all
      let exchanges = records.compactMap(\.exchange)
      if exchanges.isEmpty { return }
      for record in records { record.closeIfIdle(at: .now) }
      for exchange in exchanges { exchange.drain() }
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Stopping blocks until the transport's threads have ended.
  private static func stop(_ daemons: [Daemon]) async {
    guard !daemons.isEmpty else { return }
    let thread = WorkerThread(name: "http-stop")
    try? await thread.run { for daemon in daemons { daemon.stop() } }
    thread.close()
  }

  /// Watches over deadlines and over clients that leave; and keeps what the transport's threads work on alive, should
  /// everybody else forget the server before it is drained.
  private static func sweep(_ core: ServerCore, _ daemons: [Daemon]) async {
    defer { withExtendedLifetime(daemons) {} }
    while !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(250))
      let now = ContinuousClock.now
      let records = core.connections.all
      for record in records { record.sweep(at: now, core.configuration) }
      core.metrics.observe(connections: records.count, inFlight: core.requestsInFlight)
    }
  }
}
