/// A request's line and fields: all that is known before its body arrives.
public struct RequestHead: Sendable {
  public let method: HTTPMethod
  public let target: RequestTarget
  public let headers: HTTPHeaders
  /// The declared length of the body in bytes; 0 without a body, `nil` for a chunked one.
  public let contentLength: Int?
  public let remote: Peer

  public init(
    method: HTTPMethod, target: RequestTarget, headers: HTTPHeaders = [:], contentLength: Int? = 0,
    remote: Peer = .unix(user: nil)
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.contentLength = contentLength
    self.remote = remote
  }
}

/// Who is at the other end of a connection.
public enum Peer: Sendable, Hashable {
  /// A numeric address and a port.
  case tcp(address: String, port: Int)
  /// The Unix socket; the user id of the process that connected, where the kernel tells it.
  case unix(user: UInt32?)
}

/// A request as its handler sees it.
public struct HTTPRequest: Sendable {
  public let head: RequestHead
  /// The body; empty where there is none. It can be read once.
  public let body: RequestBody
  /// The pattern of the route that was chosen, `/v1/cases/{number}`; `nil` when none was.
  public let route: String?

  /// A request of one's own, for calling a handler without a server.
  public init(head: RequestHead, body: RequestBody = RequestBody([]), route: String? = nil) {
    self.head = head
    self.body = body
    self.route = route
  }

  public var method: HTTPMethod { head.method }
  public var headers: HTTPHeaders { head.headers }
  /// The path as it was sent, still encoded.
  public var rawPath: String { head.target.rawPath }
  /// The decoded segments of the path.
  public var segments: [String] { head.target.segments }
  public var query: [RequestTarget.QueryItem] { head.target.query }
  public var remote: Peer { head.remote }

  /// The first value of a query item.
  public func query(_ name: String) -> String? {
    head.target.query(name)
  }

  /// Refuses a body of another type than these with ``HTTPError/unsupportedMediaType(given:accepted:)``, answered 415.
  ///
  /// Parameters (`; charset=utf-8`) are not compared.
  public func requireContentType(_ accepted: String...) throws(HTTPError) {
    let given = headers["Content-Type"]
    let essence = given.map { ASCII.lowercased(ASCII.trimmed($0.prefix { $0 != ";" })) }
    guard let essence, accepted.contains(where: { ASCII.equalIgnoringCase($0, essence) }) else {
      throw .unsupportedMediaType(given: essence, accepted: accepted)
    }
  }
}
