import Metrics

/// What the server itself counts; requests are counted by ``RequestMetrics``.
struct ServerMetrics: Sendable {
  private let connections = Meter(label: "http_connections")
  private let inFlight = Meter(label: "http_requests_in_flight")
  private let refusals = MetricCache { (status: HTTPStatus) in
    Counter(label: "http_refusals_total", dimensions: [("status", status.description)])
  }

  /// A request was refused before a handler saw it.
  func refused(_ status: HTTPStatus) {
    refusals[status].increment()
  }

  func observe(connections: Int, inFlight: Int) {
    self.connections.set(connections)
    self.inFlight.set(inFlight)
  }
}
