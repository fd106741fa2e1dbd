/// Writes a whole answer as bytes, for the moments at which the library cannot send one: while a body still arrives, and
/// before a head is complete. The connection is closed behind it.
enum WireResponse {
  static func bytes(_ response: HTTPResponse, includingBody: Bool = true) -> [UInt8] {
    var head = "HTTP/1.1 \(response.status.rawValue) \(reason(response.status))\r\n"
    var body: [UInt8] = []
    if case .bytes(let bytes) = response.body { body = bytes }
    for field in response.headers where ASCII.isToken(field.name) && ASCII.isFieldValue(field.value) {
      head += "\(field.name): \(field.value)\r\n"
    }
    if response.status.allowsBody { head += "Content-Length: \(body.count)\r\n" }
    head += "Connection: close\r\n\r\n"
    return Array(head.utf8) + (includingBody && response.status.allowsBody ? body : [])
  }

  /// The reason phrase is optional in HTTP/1.1 and read by nobody; the English half of the title serves.
  private static func reason(_ status: HTTPStatus) -> String {
    String(decoding: status.title.utf8.drop { $0 >= 0x80 || $0 == 0x20 }.filter { $0 < 0x80 }, as: UTF8.self)
  }
}
