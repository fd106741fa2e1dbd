public import Metrics

/// Counts requests by method, route and class of status, and takes the time until the answer's head.
///
/// The label is the route's pattern, never the path: a path may name a case, and each value of a label is a series.
public struct RequestMetrics: HTTPMiddleware {
  private struct Key: Hashable, Sendable {
    var method: HTTPMethod
    var route: String?
    var status: Int
  }

  private let requests: MetricCache<Key, Counter>
  private let durations: MetricCache<String?, Timer>

  /// - Parameter factory: makes the metrics; without one, ``MetricsSystem`` does.
  public init(factory: (any MetricsFactory)? = nil) {
    requests = MetricCache { key in
      let dimensions = [
        ("method", key.method.rawValue), ("route", key.route ?? "none"), ("status", "\(key.status)xx"),
      ]
      let handler = (factory ?? MetricsSystem.factory).makeCounter(label: "http_requests_total", dimensions: dimensions)
      return Counter(label: "http_requests_total", dimensions: dimensions, handler: handler)
    }
    durations = MetricCache { route in
      let dimensions = [("route", route ?? "none")]
      let label = "http_request_duration_seconds"
      let handler = (factory ?? MetricsSystem.factory).makeTimer(label: label, dimensions: dimensions)
      return Timer(label: label, dimensions: dimensions, handler: handler)
    }
  }

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
