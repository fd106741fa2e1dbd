import Casebook
import HTTPServer

/// What runs the service asks: is it alive, may it have work, what does it measure.
struct OperationsRoutes: Sendable {
  let services: ConsoleServices

  /// `GET /healthz`: the process answers.
  func health(_ request: HTTPRequest) -> HTTPResponse { .text("ok\n") }

  /// `GET /readyz`: it takes in, and its store answers.
  func readiness(_ request: HTTPRequest) async -> HTTPResponse {
    guard services.isReady() else { return .text("shutting down\n", status: .serviceUnavailable) }
    do {
      _ = try await services.casebook.outboxBacklog(after: Int64.max)
      return .text("ready\n")
    } catch {
      return .text("the store does not answer\n", status: .serviceUnavailable)
    }
  }

  /// `GET /metrics`: the text format of Prometheus.
  func metrics(_ request: HTTPRequest) -> HTTPResponse {
    HTTPResponse(services.metrics(), contentType: "text/plain; version=0.0.4; charset=utf-8")
  }
}
