/// Turns a parsed head into a ``RequestHead`` or refuses it.
///
/// The library is lax where two readers of the same bytes could come to different requests (smuggling: RFC 9112 §11.2).
/// Whatever can be read in two ways is refused here, before any of the body is looked at.
enum RequestScreening {
  static func screen(_ raw: RawHead, remote: Peer) throws(ProblemDetails) -> RequestHead {
    guard let version = Version(raw.version) else { throw ProblemDetails(.versionNotSupported) }
    let method = HTTPMethod(rawValue: raw.method)
    guard HTTPMethod.known.contains(method) else { throw ProblemDetails(.notImplemented) }
    guard raw.isExact else { throw bad("请求头格式有误。 The head is not well-formed.") }
    for field in raw.fields {
      guard ASCII.isToken(field.name) else { throw bad("请求头名称有误。 A field name is not well-formed.") }
      guard ASCII.isFieldValue(field.value) else { throw bad("请求头的值含控制字符。 A field value has control characters.") }
    }
    let headers = HTTPHeaders(raw.fields.map { .init(name: $0.name, value: ASCII.trimmed($0.value)) })
    try checkHost(headers, version)
    let length = try bodyLength(headers, version)
    let target: RequestTarget
    do {
      target = try RequestTarget(parsing: raw.target)
    } catch {
      throw bad("请求地址有误。 The request target is not well-formed.")
    }
    if target.rawPath == "*" && method != .options { throw bad("请求地址有误。 The request target is not well-formed.") }
    return RequestHead(method: method, target: target, headers: headers, contentLength: length, remote: remote)
  }

  private enum Version {
    case one0, one1

    init?(_ text: String) {
      switch text {
      case "HTTP/1.0": self = .one0
      case "HTTP/1.1": self = .one1
      default: return nil
      }
    }
  }

  /// RFC 9112 §3.2: exactly one in HTTP/1.1, at most one before.
  private static func checkHost(_ headers: HTTPHeaders, _ version: Version) throws(ProblemDetails) {
    let hosts = headers.values("Host")
    guard hosts.count == 1 || (hosts.isEmpty && version == .one0) else {
      throw bad("必须且只能有一个 Host。 There must be exactly one Host.")
    }
    let isSound = hosts.allSatisfy { host in
      host.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: "-._~%!$&'()*+,;=:[]".utf8.contains(byte)
        }
      }
    }
    guard isSound else { throw bad("Host 有误。 Host is not well-formed.") }
  }

  /// The declared length; `nil` for a chunked body (RFC 9112 §6).
  private static func bodyLength(_ headers: HTTPHeaders, _ version: Version) throws(ProblemDetails) -> Int? {
    let lengths = headers.values("Content-Length")
    let codings = headers.values("Transfer-Encoding")
    guard lengths.count <= 1, codings.count <= 1, lengths.isEmpty || codings.isEmpty else {
      throw bad("内容长度有歧义。 The length of the content is ambiguous.")
    }
    if let coding = codings.first {
      guard version == .one1 else { throw bad("HTTP/1.0 不支持 Transfer-Encoding。 HTTP/1.0 has no Transfer-Encoding.") }
      guard ASCII.equalIgnoringCase(coding, "chunked") else {
        throw ProblemDetails(.notImplemented, detail: "只支持 chunked。 Only chunked is understood.")
      }
      return nil
    }
    guard let text = lengths.first else { return 0 }
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(text) else {
      throw bad("Content-Length 有误。 Content-Length is not well-formed.")
    }
    return length
  }

  private static func bad(_ detail: String) -> ProblemDetails {
    ProblemDetails(.badRequest, detail: detail)
  }
}
