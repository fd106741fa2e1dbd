/// A request's head as the library has parsed it, with the places of its parts in memory.
///
/// The library parses in place and leaves every byte where the client put it, so the places tell what its laxness hides:
/// lines ended by a bare LF, folded lines, NULs. See ``isExact``.
struct RawHead {
  struct Field {
    var name: String
    var value: String
    fileprivate var nameStart: UInt
    fileprivate var nameSize: UInt
    fileprivate var valueStart: UInt
    fileprivate var valueSize: UInt
  }

  let method: String
  let version: String
  /// The request target, undecoded.
  let target: [UInt8]
  private(set) var fields: [Field] = []
  private let start: UInt
  private let versionStart: UInt
  private let size: UInt

  init(method: String, version: String, target: [UInt8], start: UInt, versionStart: UInt, size: Int) {
    self.method = method
    self.version = version
    self.target = target
    self.start = start
    self.versionStart = versionStart
    self.size = UInt(size)
  }

  mutating func append(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    fields.append(
      Field(
        name: String(decoding: name, as: UTF8.self), value: String(decoding: value, as: UTF8.self),
        nameStart: UInt(bitPattern: name.baseAddress), nameSize: UInt(name.count),
        valueStart: UInt(bitPattern: value.baseAddress), valueSize: UInt(value.count)))
  }

  /// Whether the head consists of nothing but what was parsed: single spaces in its line, CRLF behind each line, no
  /// folded line, no NUL.
  var isExact: Bool {
    let lineEnd: UInt = 2
    guard versionStart == start + UInt(method.utf8.count) + 1 + UInt(target.count) + 1 else { return false }
    var place = versionStart + UInt(version.utf8.count) + lineEnd
    for field in fields {
      guard field.nameStart == place, field.valueStart > place + field.nameSize else { return false }
      place = field.valueStart + field.valueSize + lineEnd
    }
    return place + lineEnd == start + size
  }
}
