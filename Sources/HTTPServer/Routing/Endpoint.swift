/// Decides who answers a request, and how much of a body it may send.
public protocol HTTPHandler: Sendable {
  /// Chooses from the head alone, before any of the body is taken. Called on the transport's thread: it must be quick and
  /// must not block.
  func endpoint(for head: RequestHead) -> Endpoint
}

/// Who answers one request.
public struct Endpoint: Sendable {
  /// The pattern of the route; `nil` where no route was found.
  public var route: String?
  /// A longer body is answered 413, before it is sent where its length is declared. In bytes.
  public var bodyLimit: Int
  /// Gives the answer; whatever it meets, it has one.
  public var respond: @Sendable (HTTPRequest) async -> HTTPResponse

  public init(
    route: String?, bodyLimit: Int, respond: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
  ) {
    self.route = route
    self.bodyLimit = bodyLimit
    self.respond = respond
  }
}
