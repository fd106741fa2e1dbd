import Metrics

/// Counts requests by method, route and class of status, and takes the time until the answer's head.
///
/// The label is the route's pattern, never the path: a path may name a case, and each value of a label is a series.
public struct RequestMetrics: HTTPMiddleware {
  private struct Key: Hashable, Sendable {
    var method: HTTPMethod
    var route: String?
    var status: Int
  }

  private let requests = MetricCache { (key: Key) in
    Counter(
      label: "http_requests_total",
      dimensions: [
        ("method", key.method.rawValue), ("route", key.route ?? "none"), ("status", "\(key.status)xx"),
      ])
  }
  private let durations = MetricCache { (route: String?) in
    Timer(label: "http_request_duration_seconds", dimensions: [("route", route ?? "none")])
  }

  public init() {}

  public func respond(
    to request: HTTPRequest, next: @Sendable (HTTPRequest) async -> HTTPResponse
  ) async -> HTTPResponse {
    let start = ContinuousClock.now
    let response = await next(request)
    durations[request.route].record(duration: ContinuousClock.now - start)
    requests[Key(method: request.method, route: request.route, status: response.status.rawValue / 100)].increment()
    return response
  }
}
