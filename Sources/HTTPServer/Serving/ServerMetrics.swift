import Metrics

/// What the server itself counts; requests are counted by ``RequestMetrics``.
struct ServerMetrics: Sendable {
  private let connections: Meter
  private let inFlight: Meter
  private let refusals: MetricCache<HTTPStatus, Counter>

  init(_ factory: any MetricsFactory) {
    func meter(_ label: String) -> Meter {
      Meter(label: label, dimensions: [], handler: factory.makeMeter(label: label, dimensions: []))
    }
    connections = meter("http_connections")
    inFlight = meter("http_requests_in_flight")
    refusals = MetricCache { status in
      let dimensions = [("status", status.description)]
      let handler = factory.makeCounter(label: "http_refusals_total", dimensions: dimensions)
      return Counter(label: "http_refusals_total", dimensions: dimensions, handler: handler)
    }
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
