import Casebook
import Console
import EventLog
import HTTPServer
import Reporting
import Threading

/// What waits in this house, for the console. Whoever asks is answered within a moment also when the log takes longer, with
/// what was last known of it.
final class HouseFlow: FlowStatus {
  private struct State {
    var facts: LogFacts?
    var isReachable = true
    var lookingSince: ContinuousClock.Instant?
  }

  /// How long whoever asks waits for the log.
  private static let patience = Duration.milliseconds(250)
  /// How long, while nothing is known of it.
  private static let firstPatience = Duration.seconds(3)
  /// A log that takes longer does not answer.
  private static let limit = Duration.seconds(20)

  private let observer: LogObserver
  private let house: House
  private let state = Lock(State())

  init(house: House) {
    self.house = house
    observer = LogObserver(house.log)
  }

  func waiting() async throws -> FlowWaiting {
    let mayLook = state.withLock { state in
      guard state.lookingSince == nil else { return false }
      state.lookingSince = .now
      return true
    }
    if mayLook { Task { await self.look() } }
    let isKnown = state.withLock { $0.facts != nil }
    let end = ContinuousClock.now + (isKnown ? Self.patience : Self.firstPatience)
    while state.withLock({ $0.lookingSince != nil }), ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(5))
    }
    let (facts, isReachable) = state.withLock { state in
      (
        state.facts,
        state.facts != nil && state.isReachable && state.lookingSince.map { .now - $0 < Self.limit } ?? true
      )
    }
    return FlowWaiting(
      relay: try await house.casebook.outboxBacklog(after: facts?.relayPosition ?? 0),
      router: facts?.waitingForRouter ?? 0, handlers: facts?.waitingForHandlers ?? 0, isLogReachable: isReachable)
  }

  private func look() async {
    let facts = try? await observer.facts()
    state.withLock { state in
      state.lookingSince = nil
      state.isReachable = facts != nil
      if let facts { state.facts = facts }
    }
  }
}

/// Whether the server takes requests: made before the server that it watches.
final class Readiness: Sendable {
  private let server = Lock<HTTPServer?>(nil)

  func watch(_ watched: HTTPServer) { server.withLock { $0 = watched } }

  var isReady: Bool { server.withLock { $0.map { !$0.isDraining } ?? false } }
}
