/// Where a client connects.
enum HTTPClientEndpoint: Sendable, Equatable {
  /// A server's base, `http://127.0.0.1:8080`.
  case url(String)
  /// The Unix socket of a server on this machine.
  case unixSocket(path: String)
}

/// A request to be sent.
struct HTTPClientRequest: Sendable {
  enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// Produced while it is sent: `next` is called again once what it gave is nearly gone, and ends the body with `nil`.
    /// Without a length it goes out in chunks.
    case stream(contentLength: Int?, next: @Sendable () async throws -> [UInt8]?)
  }

  var method: String
  /// Path and query, encoded.
  var path: String
  var headers: [(name: String, value: String)]
  var body: Body
  /// For the connection to be made.
  var connectTimeout: Duration = .seconds(5)
  /// For the whole of it, from the connection to the last byte; `nil` sets no limit.
  var timeout: Duration?

  init(
    _ method: String, _ path: String, headers: [(name: String, value: String)] = [], body: Body = .none,
    timeout: Duration? = .seconds(60)
  ) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
    self.timeout = timeout
  }
}

/// The status and the fields of an answer.
struct HTTPClientResponse: Sendable, Equatable {
  struct Field: Sendable, Equatable {
    var name: String
    var value: String
  }

  var status: Int
  var headers: [Field] = []

  /// The first value of a field, whose name is compared without case.
  subscript(name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Why a request has no answer.
enum HTTPClientError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A method, path or field that HTTP does not allow.
  case invalidRequest(String)
  /// Nobody answers there; libcurl's code and words.
  case cannotConnect(code: Int, message: String)
  case timedOut
  /// The connection broke, or what came was not HTTP; libcurl's code and words.
  case transferFailed(code: Int, message: String)
  /// A line or a whole answer was longer than the caller wanted, in bytes.
  case tooLong(limit: Int)

  var description: String {
    switch self {
    case .invalidRequest(let what): "无效的请求 not a request: \(what)"
    case .cannotConnect(_, let message): "无法连接 cannot connect: \(message)"
    case .timedOut: "请求超时 the request timed out"
    case .transferFailed(_, let message): "传输失败 the transfer failed: \(message)"
    case .tooLong(let limit): "内容超过 \(limit) 字节 longer than \(limit) bytes"
    }
  }
}
