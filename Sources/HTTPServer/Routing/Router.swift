public import Logging

/// Chooses a handler by method and path.
///
/// `HEAD` is answered from `GET`, `OPTIONS` with `Allow`, a known path with another method by 405, an unknown one by 404.
/// A handler's error becomes ``ProblemDetails``.
public struct Router: HTTPHandler {
  public typealias Handler = @Sendable (HTTPRequest, PathParameters) async throws -> HTTPResponse

  private struct Route: Sendable {
    var handler: Handler
    var names: [String]
    var pattern: String
    var bodyLimit: Int
  }

  private var tree = RouteTree<[HTTPMethod: Route]>()
  private var middleware: [any HTTPMiddleware] = []
  private let defaultBodyLimit: Int
  private let logger: Logger

  /// - Parameters:
  ///   - defaultBodyLimit: in bytes, for routes that give none of their own.
  ///   - logger: told every error of a handler that is answered with a status of 500 or more.
  public init(
    defaultBodyLimit: Int = 1 << 20, logger: Logger = Logger(label: "http")
  ) {
    self.defaultBodyLimit = defaultBodyLimit
    self.logger = logger
  }

  /// Puts a middleware inside those that are there; it sees 404 and 405 too.
  public mutating func use(_ middleware: any HTTPMiddleware) {
    self.middleware.append(middleware)
  }

  /// Adds a route; a pattern that is malformed, or whose method has a handler already, is a mistake in the program.
  public mutating func on(
    _ method: HTTPMethod, _ pattern: String, bodyLimit: Int? = nil, _ handler: @escaping Handler
  ) {
    guard let parsed = RoutePattern(pattern) else { preconditionFailure("not a route pattern: \(pattern)") }
    let names = parsed.segments.compactMap { segment -> String? in
      switch segment {
      case .literal: nil
      case .parameter(let name), .rest(let name): name
      }
    }
    let route = Route(
      handler: handler, names: names, pattern: pattern, bodyLimit: bodyLimit ?? defaultBodyLimit)
    tree.update(parsed) { leaf in
      var methods = leaf ?? [:]
      precondition(methods[method] == nil, "two handlers for \(method) \(pattern)")
      methods[method] = route
      leaf = methods
    }
  }

  public mutating func get(_ pattern: String, _ handler: @escaping Handler) {
    on(.get, pattern, handler)
  }

  public mutating func post(_ pattern: String, bodyLimit: Int? = nil, _ handler: @escaping Handler) {
    on(.post, pattern, bodyLimit: bodyLimit, handler)
  }

  public mutating func put(_ pattern: String, bodyLimit: Int? = nil, _ handler: @escaping Handler) {
    on(.put, pattern, bodyLimit: bodyLimit, handler)
  }

  public mutating func patch(_ pattern: String, bodyLimit: Int? = nil, _ handler: @escaping Handler) {
    on(.patch, pattern, bodyLimit: bodyLimit, handler)
  }

  public mutating func delete(_ pattern: String, _ handler: @escaping Handler) {
    on(.delete, pattern, handler)
  }

  public func endpoint(for head: RequestHead) -> Endpoint {
    if head.target.rawPath == "*" {
      return answering(nil, HTTPResponse(status: .noContent, headers: ["Allow": allowed(HTTPMethod.known)]))
    }
    guard let match = tree.match(head.target.segments) else {
      return answering(nil, ProblemDetails(.notFound).response)
    }
    let methods = match.leaf
    guard let route = methods[head.method] ?? (head.method == .head ? methods[.get] : nil) else {
      let allow: HTTPHeaders = ["Allow": allowed(Set(methods.keys))]
      let pattern = methods.values.first?.pattern
      if head.method == .options { return answering(pattern, HTTPResponse(status: .noContent, headers: allow)) }
      return answering(pattern, ProblemDetails(.methodNotAllowed, headers: allow).response)
    }
    let parameters = PathParameters(
      Dictionary(zip(route.names, match.values), uniquingKeysWith: { first, _ in first }))
    let handler = route.handler
    let logger = self.logger
    return Endpoint(
      route: route.pattern, bodyLimit: route.bodyLimit,
      respond: wrapped { request in
        do {
          return try await handler(request, parameters)
        } catch {
          let problem = ProblemDetails(answering: error)
          if problem.status.rawValue >= 500 && !(error is CancellationError) {
            logger.error(
              "a handler failed",
              metadata: [
                "route": "\(route.pattern)", "error": "\((error as? any LoggableError)?.logText ?? typeName(error))",
              ])
          }
          return problem.response
        }
      })
  }

  /// All that may be logged of an error that does not vouch for its text.
  private func typeName(_ error: any Error) -> String {
    String(reflecting: type(of: error))
  }

  /// An endpoint that needs no handler; its body, if any, is dropped.
  private func answering(_ route: String?, _ response: HTTPResponse) -> Endpoint {
    Endpoint(route: route, bodyLimit: defaultBodyLimit, respond: wrapped { _ in response })
  }

  private func allowed(_ methods: Set<HTTPMethod>) -> String {
    var methods = methods.union([.options])
    if methods.contains(.get) { methods.insert(.head) }
    return methods.map(\.rawValue).sorted().joined(separator: ", ")
  }

  private func wrapped(
    _ inner: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
  ) -> @Sendable (HTTPRequest) async -> HTTPResponse {
    var respond = inner
    for layer in middleware.reversed() {
      let next = respond
      respond = { request in await layer.respond(to: request, next: next) }
    }
    return respond
  }
}
