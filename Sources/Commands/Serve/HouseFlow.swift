import Casebook
import Console
import EventLog
import HTTPServer
import Reporting
import Threading

/// What waits in this house, for the console.
final class HouseFlow: FlowStatus {
  private let observer: LogObserver
  private let house: House

  private let last = Lock<LogFacts?>(nil)

  init(house: House) {
    self.house = house
    observer = LogObserver(house.log)
  }

  func waiting() async throws -> FlowWaiting {
    let now: LogFacts?
    do {
      let facts = try await observer.facts()
      last.withLock { $0 = facts }
      now = facts
    } catch EventLogError.unavailable, EventLogError.unknownTopic {
      now = nil
    }
    let facts = now ?? last.withLock { $0 }
    return FlowWaiting(
      relay: try await house.casebook.outboxBacklog(after: facts?.relayPosition ?? 0),
      router: facts?.waitingForRouter ?? 0, handlers: facts?.waitingForHandlers ?? 0, isLogReachable: now != nil)
  }
}

/// Whether the server takes requests: made before the server that it watches.
final class Readiness: Sendable {
  private let server = Lock<HTTPServer?>(nil)

  func watch(_ watched: HTTPServer) { server.withLock { $0 = watched } }

  var isReady: Bool { server.withLock { $0.map { !$0.isDraining } ?? false } }
}
