/// Does something around every handler of a router: it may change the request and the answer, or answer by itself.
public protocol HTTPMiddleware: Sendable {
  func respond(
    to request: HTTPRequest, next: @Sendable (HTTPRequest) async -> HTTPResponse
  ) async -> HTTPResponse
}

/// Fields for an answer that no browser should interpret, frame or remember unless a handler says otherwise.
///
/// What a handler has set itself is left alone.
public struct SecurityHeaders: HTTPMiddleware {
  public var fields: HTTPHeaders

  /// - Parameter contentSecurityPolicy: for the pages of this server; the default allows what comes from it and nothing
  ///   else.
  public init(
    contentSecurityPolicy: String = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
  ) {
    fields = [
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Content-Security-Policy": contentSecurityPolicy,
      "Cache-Control": "no-store",
    ]
  }

  public func respond(
    to request: HTTPRequest, next: @Sendable (HTTPRequest) async -> HTTPResponse
  ) async -> HTTPResponse {
    var response = await next(request)
    for field in fields where response.headers[field.name] == nil {
      response.headers.add(field.name, field.value)
    }
    return response
  }
}
