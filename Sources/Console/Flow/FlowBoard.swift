public import Casebook
import Logging
public import ServiceLifecycle
import Threading

/// Looks at the flow for everybody who watches it: one poller, however many viewers.
///
/// While somebody watches, at most once a second; otherwise now and then, for the curve of the last minutes. Where a look
/// takes long, because the books are large, it looks less often.
public final class FlowBoard: Service {
  private struct State {
    var snapshot: FlowSnapshot?
    var takenAt: ContinuousClock.Instant?
    /// How long the last look took.
    var cost = Duration.zero
    /// How long nobody looks after it.
    var rest: Duration { min(cost * 9, FlowBoard.idlePace) }
    var recent = FlowRecent()
    var viewers: [Int: AsyncStream<FlowSnapshot>.Continuation] = [:]
    var nextViewer = 0
    var polling: Task<FlowSnapshot, any Error>?
  }

  static let pace = Duration.seconds(1)
  static let idlePace = Duration.seconds(10)

  private let casebook: Casebook
  private let flow: any FlowStatus
  private let now: @Sendable () -> Int64
  private let state = Lock(State())

  /// - Parameter now: the clock, milliseconds since 1970-01-01 UTC.
  public init(casebook: Casebook, flow: any FlowStatus, now: @escaping @Sendable () -> Int64) {
    self.casebook = casebook
    self.flow = flow
    self.now = now
  }

  /// Polls until the shutdown; then every viewer's stream ends.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        // A store that does not answer now may answer a second later; readiness tells of it meanwhile.
        if self.isDue { _ = try? await self.poll() }
        try? await Task.sleep(for: Self.pace)
      }
    }
    let viewers = state.withLock { state in
      defer { state.viewers = [:] }
      return state.viewers
    }
    for viewer in viewers.values { viewer.finish() }
  }

  /// The flow as it is now, or was at a look just before.
  func current() async throws -> FlowSnapshot {
    let fresh = state.withLock { state in
      state.takenAt.map { ContinuousClock.now - $0 < max(Self.pace, state.rest) } == true ? state.snapshot : nil
    }
    if let fresh { return fresh }
    return try await poll()
  }

  /// The flow after every look at it, changed or not; a slow viewer gets the newest.
  func updates() -> AsyncStream<FlowSnapshot> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let id = state.withLock { state in
        state.nextViewer += 1
        state.viewers[state.nextViewer] = continuation
        return state.nextViewer
      }
      continuation.onTermination = { [weak self] _ in
        self?.state.withLock { $0.viewers[id] = nil }
      }
    }
  }

  private var isDue: Bool {
    state.withLock { state in
      guard let takenAt = state.takenAt else { return true }
      let pause = state.viewers.isEmpty ? Self.idlePace : state.rest
      return ContinuousClock.now - takenAt >= pause
    }
  }

  /// Asks the store and the log; whoever comes while somebody asks gets the same answer.
  private func poll() async throws -> FlowSnapshot {
    let task = state.withLock { state in
      if let polling = state.polling { return polling }
      let task = Task { try await self.look() }
      state.polling = task
      return task
    }
    return try await task.value
  }

  private func look() async throws -> FlowSnapshot {
    defer { state.withLock { $0.polling = nil } }
    let start = ContinuousClock.now
    let counts = try await casebook.flowCounts()
    let waiting = try await flow.waiting()
    let time = now()
    let (snapshot, viewers) = state.withLock { state in
      state.recent.note(registered: counts.registered, settled: counts.registered - counts.inFlight, at: time)
      let snapshot = FlowSnapshot(counts: counts, waiting: waiting, recent: state.recent)
      state.snapshot = snapshot
      state.takenAt = .now
      state.cost = .now - start
      return (snapshot, Array(state.viewers.values))
    }
    for viewer in viewers { viewer.yield(snapshot) }
    return snapshot
  }
}
