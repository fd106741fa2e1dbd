public import Logging

/// Writes a line for each request: method, route, status and time.
///
/// The path itself, the query, the fields, the body and the client's address are never written: each of them may be about
/// a person.
public struct RequestLogging: HTTPMiddleware {
  private let logger: Logger

  public init(logger: Logger) {
    self.logger = logger
  }

  public func respond(
    to request: HTTPRequest, next: @Sendable (HTTPRequest) async -> HTTPResponse
  ) async -> HTTPResponse {
    let start = ContinuousClock.now
    let response = await next(request)
    let level: Logger.Level =
      switch response.status.rawValue {
      case 500...: .warning
      case 400...: .info
      default: .debug
      }
    logger.log(
      level: level, "request",
      metadata: [
        "method": "\(request.method)", "route": "\(request.route ?? "none")", "status": "\(response.status)",
        "microseconds": "\(Int((ContinuousClock.now - start) / .microseconds(1)))",
      ])
    return response
  }
}
