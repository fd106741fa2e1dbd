/// A status code of RFC 9110, 100–999.
public struct HTTPStatus: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  public let rawValue: Int

  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  public init(_ code: Int) {
    self.init(rawValue: code)
  }

  public static let ok = HTTPStatus(200)
  public static let created = HTTPStatus(201)
  public static let accepted = HTTPStatus(202)
  public static let noContent = HTTPStatus(204)
  public static let seeOther = HTTPStatus(303)
  public static let notModified = HTTPStatus(304)
  public static let badRequest = HTTPStatus(400)
  public static let unauthorized = HTTPStatus(401)
  public static let forbidden = HTTPStatus(403)
  public static let notFound = HTTPStatus(404)
  public static let methodNotAllowed = HTTPStatus(405)
  public static let notAcceptable = HTTPStatus(406)
  public static let requestTimeout = HTTPStatus(408)
  public static let conflict = HTTPStatus(409)
  public static let gone = HTTPStatus(410)
  public static let preconditionFailed = HTTPStatus(412)
  public static let contentTooLarge = HTTPStatus(413)
  public static let uriTooLong = HTTPStatus(414)
  public static let unsupportedMediaType = HTTPStatus(415)
  public static let unprocessableContent = HTTPStatus(422)
  public static let tooManyRequests = HTTPStatus(429)
  public static let internalServerError = HTTPStatus(500)
  public static let notImplemented = HTTPStatus(501)
  public static let serviceUnavailable = HTTPStatus(503)
  public static let versionNotSupported = HTTPStatus(505)

  /// `2xx`, `4xx`, …: the label under which answers are counted.
  public var classLabel: String { "\(rawValue / 100)xx" }

  /// Whether an answer with this status can have a body (RFC 9110 §6.4.1).
  public var allowsBody: Bool {
    rawValue >= 200 && self != .noContent && self != .notModified
  }

  /// A short title for people, Chinese first; empty for a code without one.
  public var title: String {
    Self.titles[rawValue] ?? ""
  }

  public var description: String { String(rawValue) }

  private static let titles: [Int: String] = [
    200: "成功 OK",
    201: "已创建 Created",
    202: "已接受 Accepted",
    204: "无内容 No Content",
    303: "见其他 See Other",
    304: "未修改 Not Modified",
    400: "请求有误 Bad Request",
    401: "未认证 Unauthorized",
    403: "禁止访问 Forbidden",
    404: "未找到 Not Found",
    405: "方法不允许 Method Not Allowed",
    406: "无法按要求的格式提供 Not Acceptable",
    408: "请求超时 Request Timeout",
    409: "冲突 Conflict",
    410: "已不存在 Gone",
    412: "前提条件不满足 Precondition Failed",
    413: "内容过大 Content Too Large",
    414: "地址过长 URI Too Long",
    415: "不支持的媒体类型 Unsupported Media Type",
    422: "内容无法处理 Unprocessable Content",
    429: "请求过多 Too Many Requests",
    500: "服务器内部错误 Internal Server Error",
    501: "未实现 Not Implemented",
    503: "服务暂不可用 Service Unavailable",
    505: "不支持的协议版本 HTTP Version Not Supported",
  ]
}
