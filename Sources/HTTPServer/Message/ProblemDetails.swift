/// A refusal or fault that a program can read (RFC 9457). A handler may throw it.
public struct ProblemDetails: Error, Sendable, Equatable {
  /// What is wrong with one field of a request.
  public struct FieldError: Sendable, Equatable {
    /// The field, as a JSON pointer (RFC 6901) or as the request's format names it.
    public var pointer: String
    /// Which rule was broken, for programs.
    public var rule: String
    /// The same in words; it names the rule and never repeats the value.
    public var detail: String
    /// Line and column in the body, from 1.
    public var line: Int?
    public var column: Int?

    public init(pointer: String, rule: String, detail: String, line: Int? = nil, column: Int? = nil) {
      self.pointer = pointer
      self.rule = rule
      self.detail = detail
      self.line = line
      self.column = column
    }
  }

  /// A further member (RFC 9457 §3.2), for instance what is allowed instead.
  public struct Extension: Sendable, Equatable {
    /// A name that the standard's own members do not have.
    public var name: String
    /// Its value, already written.
    public var json: [UInt8]

    public init(name: String, json: [UInt8]) {
      self.name = name
      self.json = json
    }
  }

  /// A URI that names the kind of problem; `about:blank` says no more than the status.
  public var type: String
  public var status: HTTPStatus
  public var title: String
  public var detail: String?
  /// A URI reference for this one occurrence.
  public var instance: String?
  /// Written as the extension member `errors`, left out when empty.
  public var errors: [FieldError]
  public var extensions: [Extension]
  /// Further fields of the answer, such as `Retry-After` or `Allow`.
  public var headers: HTTPHeaders

  public init(
    _ status: HTTPStatus, type: String = "about:blank", title: String? = nil, detail: String? = nil,
    instance: String? = nil, errors: [FieldError] = [], extensions: [Extension] = [], headers: HTTPHeaders = [:]
  ) {
    self.type = type
    self.status = status
    self.title = title ?? status.title
    self.detail = detail
    self.instance = instance
    self.errors = errors
    self.extensions = extensions
    self.headers = headers
  }

  /// What an error thrown by a handler is answered with; anything unknown is a 500 that tells nothing.
  public init(answering error: any Error) {
    switch error {
    case let problem as ProblemDetails:
      self = problem
    case HTTPError.contentTooLarge(let limit):
      self.init(.contentTooLarge, detail: "内容不得超过 \(limit) 字节。 The content must not exceed \(limit) bytes.")
    case HTTPError.unsupportedMediaType(_, let accepted):
      let list = accepted.joined(separator: ", ")
      self.init(
        .unsupportedMediaType, detail: "可接受的类型：\(list)。 Accepted types: \(list).", headers: ["Accept": list])
    case HTTPError.requestTimeout:
      self.init(.requestTimeout, detail: "请求内容未在时限内送达。 The content did not arrive in time.")
    case HTTPError.clientGone:
      self.init(.badRequest, detail: "请求内容不完整。 The content is incomplete.")
    case is CancellationError:
      self.init(.serviceUnavailable, detail: "处理已取消。 The request was cancelled.")
    default:
      self.init(.internalServerError)
    }
  }

  /// The answer, as `application/problem+json`.
  public var response: HTTPResponse {
    HTTPResponse(status: status, encoded, contentType: "application/problem+json", headers: headers)
  }

  /// The JSON text in UTF-8.
  public var encoded: [UInt8] {
    var json = ProblemWriter()
    json.open()
    json.member("type", type)
    if !title.isEmpty { json.member("title", title) }
    json.member("status", status.rawValue)
    if let detail { json.member("detail", detail) }
    if let instance { json.member("instance", instance) }
    if !errors.isEmpty {
      json.array("errors", of: errors) { json, error in
        json.open()
        json.member("pointer", error.pointer)
        json.member("rule", error.rule)
        json.member("detail", error.detail)
        if let line = error.line { json.member("line", line) }
        if let column = error.column { json.member("column", column) }
        json.close()
      }
    }
    for member in extensions { json.member(member.name, written: member.json) }
    json.close()
    return json.bytes
  }
}

/// Writes the few shapes of JSON (RFC 8259) that a problem needs.
struct ProblemWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  mutating func open() {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
  }

  mutating func close() {
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  mutating func member(_ name: String, _ value: Int) {
    key(name)
    bytes += Array(String(value).utf8)
  }

  mutating func member(_ name: String, written value: [UInt8]) {
    key(name)
    bytes += value
  }

  mutating func array<Element>(
    _ name: String, of elements: [Element], write: (inout ProblemWriter, Element) -> Void
  ) {
    key(name)
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  private mutating func key(_ name: String) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
    string(name)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default:
        bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
