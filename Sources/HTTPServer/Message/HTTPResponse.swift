/// An answer.
public struct HTTPResponse: Sendable {
  public enum Body: Sendable {
    case bytes([UInt8])
    /// A file, sent by the kernel.
    case file(FileBody)
    /// Written while it is sent; see ``ResponseStream``.
    case stream(ResponseStream)
  }

  public var status: HTTPStatus
  public var headers: HTTPHeaders
  public var body: Body

  public init(status: HTTPStatus = .ok, headers: HTTPHeaders = [:], body: Body = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Bytes of a given type.
  public init(status: HTTPStatus = .ok, _ bytes: [UInt8], contentType: String, headers: HTTPHeaders = [:]) {
    self.init(status: status, headers: headers, body: .bytes(bytes))
    self.headers["Content-Type"] = contentType
  }

  /// Plain text in UTF-8.
  public static func text(_ text: String, status: HTTPStatus = .ok) -> HTTPResponse {
    HTTPResponse(status: status, Array(text.utf8), contentType: "text/plain; charset=utf-8")
  }

  /// JSON that is already written.
  public static func json(_ bytes: [UInt8], status: HTTPStatus = .ok) -> HTTPResponse {
    HTTPResponse(status: status, bytes, contentType: "application/json")
  }

  /// A body that is written while it is sent.
  ///
  /// - Parameters:
  ///   - contentLength: the exact length in bytes where it is known; otherwise the body goes out in chunks.
  ///   - write: runs once the answer's head is on its way; when it throws, the connection is cut, so that the client
  ///     does not take a part for the whole. It is not run for `HEAD`.
  public static func stream(
    status: HTTPStatus = .ok, contentType: String, contentLength: Int? = nil, headers: HTTPHeaders = [:],
    write: @escaping @Sendable (ResponseWriter) async throws -> Void
  ) -> HTTPResponse {
    var response = HTTPResponse(
      status: status, headers: headers,
      body: .stream(ResponseStream(contentLength: contentLength, endsOnDrain: false, write: write)))
    response.headers["Content-Type"] = contentType
    return response
  }
}

/// A body that is written while it is sent.
public struct ResponseStream: Sendable {
  /// The exact length in bytes; `nil` sends it in chunks.
  public var contentLength: Int?
  /// Whether it has no end of its own, so that it is cancelled as soon as the server drains.
  public var endsOnDrain: Bool
  public var write: @Sendable (ResponseWriter) async throws -> Void

  public init(
    contentLength: Int?, endsOnDrain: Bool, write: @escaping @Sendable (ResponseWriter) async throws -> Void
  ) {
    self.contentLength = contentLength
    self.endsOnDrain = endsOnDrain
    self.write = write
  }
}

/// Takes the parts of a body that is written while it is sent.
public struct ResponseWriter: Sendable {
  private let exchange: Exchange

  init(_ exchange: Exchange) {
    self.exchange = exchange
  }

  /// Hands bytes over; returns once less than 64 KiB wait to be sent.
  ///
  /// Throws ``HTTPError/clientGone`` when nobody will read them, ``HTTPError/lengthMismatch(declared:written:)`` past the
  /// declared length, and `CancellationError` when the task was cancelled.
  public func write(_ bytes: [UInt8]) async throws {
    try await exchange.write(bytes)
  }

  /// The same for a text in UTF-8.
  public func write(_ text: String) async throws {
    try await exchange.write(Array(text.utf8))
  }
}
