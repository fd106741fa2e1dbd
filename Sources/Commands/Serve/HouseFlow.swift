import Casebook
import Console
import HTTPServer
import Reporting
import Threading

/// What waits in this house, for the console.
struct HouseFlow: FlowStatus {
  let observer: LogObserver
  let house: House

  func waiting() async throws -> FlowWaiting {
    let facts = try await observer.facts()
    return FlowWaiting(
      relay: try await house.casebook.outboxBacklog(after: facts.relayPosition), router: facts.waitingForRouter,
      handlers: facts.waitingForHandlers)
  }
}

/// Whether the server takes requests: made before the server that it watches.
final class Readiness: Sendable {
  private let server = Lock<HTTPServer?>(nil)

  func watch(_ watched: HTTPServer) { server.withLock { $0 = watched } }

  var isReady: Bool { server.withLock { $0.map { !$0.isDraining } ?? false } }
}
