/// A pull reader over one JSON text (RFC 8259), strict: the whole text is checked to be UTF-8, keys are unique in their
/// object, nothing but white space surrounds the value, and the bounds of `JSONLimits` hold.
///
/// The caller asks for what it expects, in the text's order:
///
///     var reader = try JSONReader(bytes)
///     try reader.beginObject()
///     while let key = try reader.nextKey() {
///       if reader.matches(key, "id") { id = try reader.string() }
///     }
///     try reader.finish()
///
/// A value that is not asked for is skipped, and checked all the same. An object or array that was begun is read until
/// `nextKey` gives `nil` or `nextElement` gives `false`. A reader that has thrown is spent, until `restart`.
public struct JSONReader: Sendable {
  /// The bytes that all ranges point into.
  public private(set) var bytes: [UInt8]
  public let limits: JSONLimits
  var start: Int
  var end: Int
  var position: Int
  /// Whether a value stands here that nobody has read.
  var isValueUnread = true
  var frames: [Frame] = []
  var keys = KeyRegister()

  struct Frame: Sendable {
    var isObject: Bool
    /// Elements or members begun so far.
    var count = 0
    var key = JSONString(0..<0, isEscaped: false)
  }

  /// Takes the bytes over and checks their length and encoding.
  public init(_ bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
    try self.init(bytes, in: 0..<bytes.count, limits: limits)
  }

  /// Reads a part of the bytes only. Ranges point into all of them; offsets in errors count from the part's start.
  public init(_ bytes: [UInt8], in range: Range<Int>, limits: JSONLimits = .standard) throws(JSONError) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside of the bytes")
    self.bytes = bytes
    self.limits = limits
    start = range.lowerBound
    end = range.upperBound
    position = start
    frames.reserveCapacity(8)
    try checkWhole()
  }

  public init(_ text: String, limits: JSONLimits = .standard) throws(JSONError) {
    try self.init(Array(text.utf8), limits: limits)
  }

  /// Begins with another text, keeping what memory the reader has.
  public mutating func restart(_ bytes: [UInt8]) throws(JSONError) {
    self.bytes = bytes
    start = 0
    end = bytes.count
    position = 0
    isValueUnread = true
    frames.removeAll(keepingCapacity: true)
    keys.removeAll()
    try checkWhole()
  }

  private func checkWhole() throws(JSONError) {
    guard end - start <= limits.size else {
      throw JSONError(reason: .tooLarge(limit: limits.size), offset: limits.size, line: 1, column: 1, path: "$")
    }
    let outcome = bytes.withUnsafeBufferPointer { UTF8Scan.scan(UnsafeBufferPointer(rebasing: $0[start..<end])) }
    switch outcome {
    case .valid: break
    case .invalid(let index), .truncated(let index): throw failure(.invalidUTF8, at: start + index)
    }
    if end - start >= 3 && bytes[start] == 0xEF && bytes[start + 1] == 0xBB && bytes[start + 2] == 0xBF {
      throw failure(.byteOrderMark, at: start)
    }
  }

  // MARK: Structure

  /// What kind of value stands next.
  public mutating func peek() throws(JSONError) -> JSONKind {
    let byte = try nextByte()
    guard let kind = Self.kind(of: byte) else { throw failure(.unexpectedCharacter, at: position) }
    return kind
  }

  public mutating func beginObject() throws(JSONError) {
    guard try nextByte() == UInt8(ascii: "{") else { throw wrongKind(.object) }
    try push(Frame(isObject: true))
  }

  public mutating func beginArray() throws(JSONError) {
    guard try nextByte() == UInt8(ascii: "[") else { throw wrongKind(.array) }
    try push(Frame(isObject: false))
  }

  /// The next key of the object begun last; `nil` at its end, which is thereby passed.
  public mutating func nextKey() throws(JSONError) -> JSONString? {
    if isValueUnread { try skipValue() }
    precondition(!frames.isEmpty && frames[frames.count - 1].isObject, "nextKey outside of an object")
    guard try advance(closing: UInt8(ascii: "}")) else {
      keys.close()
      frames.removeLast()
      return nil
    }
    let at = position
    guard bytes[at] == UInt8(ascii: "\"") else { throw failure(.unexpectedCharacter, at: at) }
    let key = try scanString()
    let top = frames.count - 1
    frames[top].key = key
    frames[top].count += 1
    switch keys.insert(key, in: bytes, limit: limits.keysPerObject) {
    case .new: break
    case .duplicate: throw failure(.duplicateKey, at: at)
    case .full: throw failure(.tooManyKeys(limit: limits.keysPerObject), at: at)
    }
    guard try nextByte() == UInt8(ascii: ":") else { throw failure(.unexpectedCharacter, at: position) }
    position += 1
    isValueUnread = true
    return key
  }

  /// Whether the array begun last has another element; `false` at its end, which is thereby passed.
  public mutating func nextElement() throws(JSONError) -> Bool {
    if isValueUnread { try skipValue() }
    precondition(!frames.isEmpty && !frames[frames.count - 1].isObject, "nextElement outside of an array")
    guard try advance(closing: UInt8(ascii: "]")) else {
      frames.removeLast()
      return false
    }
    frames[frames.count - 1].count += 1
    isValueUnread = true
    return true
  }

  /// Passes over the next value, whatever it is, checking it.
  public mutating func skipValue() throws(JSONError) {
    let outside = frames.count
    try skipOne()
    while frames.count > outside {
      if frames[frames.count - 1].isObject {
        if try nextKey() != nil { try skipOne() }
      } else if try nextElement() {
        try skipOne()
      }
    }
  }

  /// Passes over the next value and gives its place in the bytes, without white space around it.
  public mutating func captureValue() throws(JSONError) -> Range<Int> {
    _ = try nextByte()
    let from = position
    try skipValue()
    return from..<position
  }

  /// Ends the text: skips what is unread and refuses anything after the value.
  public mutating func finish() throws(JSONError) {
    if isValueUnread { try skipValue() }
    while let frame = frames.last {
      if frame.isObject { _ = try nextKey() } else { _ = try nextElement() }
    }
    skipWhiteSpace()
    if position < end { throw failure(.trailingContent, at: position) }
  }

  // MARK: Steps

  private mutating func skipOne() throws(JSONError) {
    switch try peek() {
    case .object: try beginObject()
    case .array: try beginArray()
    case .string: _ = try string()
    case .number: _ = try number()
    case .boolean: _ = try boolean()
    case .null: try null()
    }
  }

  private mutating func push(_ frame: Frame) throws(JSONError) {
    if frames.count >= limits.depth { throw failure(.tooDeep(limit: limits.depth), at: position) }
    position += 1
    isValueUnread = false
    frames.append(frame)
    if frame.isObject { keys.open() }
  }

  /// Passes comma or closing byte; `true` when a member or element begins at `position`.
  private mutating func advance(closing: UInt8) throws(JSONError) -> Bool {
    let byte = try nextByte()
    if byte == closing {
      position += 1
      return false
    }
    if frames[frames.count - 1].count > 0 {
      guard byte == UInt8(ascii: ",") else { throw failure(.unexpectedCharacter, at: position) }
      let comma = position
      position += 1
      if try nextByte() == closing { throw failure(.trailingComma, at: comma) }
    }
    return true
  }

  /// The first byte that is not white space, at `position` thereafter.
  @inline(__always)
  mutating func nextByte() throws(JSONError) -> UInt8 {
    skipWhiteSpace()
    guard position < end else { throw failure(.unexpectedEnd, at: end) }
    return bytes[position]
  }

  @inline(__always)
  private mutating func skipWhiteSpace() {
    while position < end {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position &+= 1
    }
  }

  static func kind(of byte: UInt8) -> JSONKind? {
    switch byte {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
    case UInt8(ascii: "n"): .null
    default: nil
    }
  }
}
