/// Bytes that do not change while the program runs: a page, a script, a picture.
public struct StaticAsset: Sendable {
  public let bytes: [UInt8]
  public let contentType: String
  /// A strong validator, in quotes (RFC 9110 §8.8.3).
  public let entityTag: String
  public let cacheControl: String

  /// - Parameter cacheControl: the default lets a browser keep the bytes and ask each time whether they still hold.
  public init(_ bytes: [UInt8], contentType: String, cacheControl: String = "no-cache") {
    self.bytes = bytes
    self.contentType = contentType
    self.cacheControl = cacheControl
    // FNV-1a: a validator has to tell versions of one asset apart, nobody is kept out by it.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    entityTag = "\"\(String(bytes.count, radix: 36))-\(String(hash, radix: 36))\""
  }

  /// The asset, or 304 when the client has it already.
  public func response(to request: HTTPRequest) -> HTTPResponse {
    let known = request.headers.values("If-None-Match").flatMap { $0.split(separator: ",") }.map(ASCII.trimmed)
    var response: HTTPResponse
    if known.contains(where: { $0 == "*" || $0 == entityTag || $0 == "W/" + entityTag }) {
      response = HTTPResponse(status: .notModified)
    } else {
      response = HTTPResponse(bytes, contentType: contentType)
    }
    response.headers["ETag"] = entityTag
    response.headers["Cache-Control"] = cacheControl
    return response
  }
}
