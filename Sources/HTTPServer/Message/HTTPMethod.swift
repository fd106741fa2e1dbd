/// A request method of RFC 9110 or RFC 5789, in its own spelling (methods are case-sensitive).
public struct HTTPMethod: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public static let get = HTTPMethod(rawValue: "GET")
  public static let head = HTTPMethod(rawValue: "HEAD")
  public static let post = HTTPMethod(rawValue: "POST")
  public static let put = HTTPMethod(rawValue: "PUT")
  public static let patch = HTTPMethod(rawValue: "PATCH")
  public static let delete = HTTPMethod(rawValue: "DELETE")
  public static let options = HTTPMethod(rawValue: "OPTIONS")

  /// The methods that are let through to a handler; every other one is answered 501 before its body is read.
  public static let known: Set<HTTPMethod> = [.get, .head, .post, .put, .patch, .delete, .options]

  public var description: String { rawValue }
}
