/// What a request asks for: the path in decoded segments and the query in decoded items (RFC 3986, RFC 9112 §3.2).
public struct RequestTarget: Sendable, Equatable {
  public struct QueryItem: Sendable, Equatable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Why a target was refused.
  public enum Fault: Error, Sendable, Equatable {
    /// Neither a path, nor an absolute URI, nor `*`.
    case form
    /// A space, a control character or a fragment stands in it undecoded.
    case character
    /// `%` without two hexadecimal digits.
    case percentEncoding
    /// Decodes to NUL, or in the path to another control character.
    case controlCharacter
    /// Does not decode to UTF-8.
    case encoding
    /// `.` or `..` as a segment of the path.
    case dotSegment
  }

  /// The path as it was sent, without the query.
  public let rawPath: String
  /// The path's segments, decoded; `/` has none, `/a/` has `a` and an empty one. A segment may contain an encoded `/`.
  public let segments: [String]
  /// The query's items in order; `+` and `%20` are both spaces.
  public let query: [QueryItem]

  /// The first value of a query item.
  public func query(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }

  /// Reads a target as it stands in the request line; `*` has the path `*`.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    for byte in bytes where byte <= 0x20 || byte == 0x7f || byte == UInt8(ascii: "#") { throw .character }
    let target = try Self.originForm(bytes[...])
    let mark = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
    let path = target[..<mark]
    guard let rawPath = String(validating: path, as: UTF8.self) else { throw .encoding }
    self.rawPath = rawPath
    segments = try Self.segments(of: path)
    query = try mark == target.endIndex ? [] : Self.items(of: target[(mark + 1)...])
  }

  /// Takes scheme and authority off an absolute URI, which a server must accept (RFC 9112 §3.2.2).
  private static func originForm(_ bytes: ArraySlice<UInt8>) throws(Fault) -> ArraySlice<UInt8> {
    if bytes.first == UInt8(ascii: "/") || Array(bytes) == Array("*".utf8) { return bytes }
    for scheme in ["http://", "https://"] where bytes.count > scheme.utf8.count {
      let prefix = bytes.prefix(scheme.utf8.count)
      guard prefix.map(ASCII.lowercased).elementsEqual(scheme.utf8) else { continue }
      let rest = bytes.dropFirst(scheme.utf8.count)
      let start = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
      guard start > rest.startIndex else { throw .form }
      let target = rest[start...]
      if target.first == UInt8(ascii: "/") { return target }
      return ArraySlice([UInt8(ascii: "/")] + target)
    }
    throw .form
  }

  private static func segments(of path: ArraySlice<UInt8>) throws(Fault) -> [String] {
    if path.first == UInt8(ascii: "*") { return ["*"] }
    guard path.count > 1 else { return [] }
    var segments: [String] = []
    for part in path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      let segment = try decode(part, plusIsSpace: false)
      if segment.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) { throw .controlCharacter }
      if segment == "." || segment == ".." { throw .dotSegment }
      segments.append(segment)
    }
    return segments
  }

  private static func items(of query: ArraySlice<UInt8>) throws(Fault) -> [QueryItem] {
    var items: [QueryItem] = []
    for part in query.split(separator: UInt8(ascii: "&")) {
      let equals = part.firstIndex(of: UInt8(ascii: "="))
      let name = try decode(part[..<(equals ?? part.endIndex)], plusIsSpace: true)
      let value = try equals.map { (equals) throws(Fault) in try decode(part[(equals + 1)...], plusIsSpace: true) }
      items.append(QueryItem(name: name, value: value ?? ""))
    }
    return items
  }

  private static func decode(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool) throws(Fault) -> String {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      var byte = bytes[index]
      if byte == UInt8(ascii: "%") {
        guard index + 2 < bytes.endIndex, let high = ASCII.hexValue(bytes[index + 1]),
          let low = ASCII.hexValue(bytes[index + 2])
        else { throw .percentEncoding }
        byte = high << 4 | low
        guard byte != 0 else { throw .controlCharacter }
        index += 2
      } else if plusIsSpace && byte == UInt8(ascii: "+") {
        byte = 0x20
      }
      decoded.append(byte)
      index += 1
    }
    guard let text = String(validating: decoded, as: UTF8.self) else { throw .encoding }
    return text
  }
}
