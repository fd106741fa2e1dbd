import Metrics
import Synchronization
import Threading

/// What all listeners of a server share.
final class ServerCore: Sendable {
  let configuration: HTTPServerConfiguration
  let handler: any HTTPHandler
  let connections = ConnectionTable()
  let metrics: ServerMetrics
  private let inFlight = Atomic<Int>(0)
  private let draining = Atomic<Bool>(false)
  private let stopping = Atomic<Bool>(false)

  init(_ configuration: HTTPServerConfiguration, _ handler: any HTTPHandler, _ factory: any MetricsFactory) {
    metrics = ServerMetrics(factory)
    self.configuration = configuration
    self.handler = handler
  }

  var isDraining: Bool { draining.load(ordering: .acquiring) }

  func beginDraining() {
    draining.store(true, ordering: .releasing)
  }

  /// Whether the transport is about to end, so that no further request may begin.
  var isStopping: Bool { stopping.load(ordering: .sequentiallyConsistent) }

  func beginStopping() {
    stopping.store(true, ordering: .sequentiallyConsistent)
  }

  /// Requests whose handlers are at work.
  var requestsInFlight: Int { inFlight.load(ordering: .acquiring) }

  /// Counts a request in, unless there are too many.
  func admit() -> Bool {
    let now = inFlight.add(1, ordering: .acquiringAndReleasing).newValue
    guard now > configuration.maxRequestsInFlight else { return true }
    inFlight.subtract(1, ordering: .acquiringAndReleasing)
    return false
  }

  func release() {
    inFlight.subtract(1, ordering: .acquiringAndReleasing)
  }

  /// What is answered when there are too many requests.
  var overload: ProblemDetails {
    ProblemDetails(
      .serviceUnavailable, detail: "服务繁忙，请稍后再试。 The service is busy; try again later.",
      headers: ["Retry-After": String(configuration.retryAfter)])
  }

}

extension HTTPResponse {
  /// The answer without the fields that are the transport's own, or a 500 where a field or the status cannot be sent.
  func checked() -> HTTPResponse {
    let isSound =
      (200...599).contains(status.rawValue)
      && headers.allSatisfy { ASCII.isToken($0.name) && ASCII.isFieldValue($0.value) }
    guard isSound else { return ProblemDetails(.internalServerError).response }
    var checked = self
    for name in ["Content-Length", "Transfer-Encoding", "Date"] where headers[name] != nil {
      checked.headers[name] = nil
    }
    return checked
  }
}
