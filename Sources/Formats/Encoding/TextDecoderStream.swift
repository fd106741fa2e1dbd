/// Turns a text of any `TextEncoding`, given in chunks cut anywhere, into chunks of UTF-8 without byte order mark, in
/// memory bounded by the largest chunk and the head.
///
/// The encoding is the one given, else that of the byte order mark, else it is told from the head: see
/// `EncodingDetector`. Until then only ASCII is let through.
public struct TextDecoderStream: ~Copyable, @unchecked Sendable {
  // Sendable without the compiler's proof: the one part that is not is iconv's descriptor, and it has one owner, this
  // value, which cannot be copied.

  /// What becomes of bytes that stand for nothing.
  public enum Faults: Sendable {
    /// The first one is thrown.
    case thrown
    /// U+FFFD stands for each; `takeBadSequences` tells where, so that a row which holds one can be refused alone.
    case replaced
  }

  /// How much is looked at to tell the encoding: 256 KiB.
  public static let headSize = 256 << 10

  public let faults: Faults
  /// The encoding given or found; `nil` until it is settled.
  public private(set) var encoding: TextEncoding?
  private var decoder: (any PieceDecoder)?
  private var detector = EncodingDetector()
  private var isMarkLookedFor = false
  /// Bytes not decoded yet: the head, or a character cut by the end of a chunk.
  private var pending: [UInt8] = []
  /// Bytes of the input before `pending`.
  private var offset = 0
  private var output = TextPlace()
  private var badSequences: [BadSequence] = []

  /// - Parameter encoding: overrides what the bytes look like. A byte order mark of this encoding is skipped.
  public init(encoding: TextEncoding? = nil, faults: Faults = .thrown) {
    self.encoding = encoding
    self.faults = faults
  }

  /// Adds bytes of the input and gives what can be decoded by now.
  public mutating func append(_ chunk: [UInt8]) throws(TextDecodingError) -> [UInt8] {
    if pending.isEmpty { pending = chunk } else { pending.append(contentsOf: chunk) }
    return try advance(isLast: false)
  }

  /// Ends the input and gives the rest.
  public mutating func finish() throws(TextDecodingError) -> [UInt8] {
    try advance(isLast: true)
  }

  /// The bad sequences found since the last call, in order.
  public mutating func takeBadSequences() -> [BadSequence] {
    defer { badSequences.removeAll() }
    return badSequences
  }

  /// Decodes a whole text; the first bad sequence is thrown.
  public static func decode(
    _ bytes: [UInt8], encoding: TextEncoding? = nil
  ) throws(TextDecodingError) -> (utf8: [UInt8], encoding: TextEncoding) {
    var stream = TextDecoderStream(encoding: encoding)
    var utf8 = try stream.append(bytes)
    utf8.append(contentsOf: try stream.finish())
    return (utf8, stream.encoding ?? .utf8)
  }

  // MARK: Steps

  private mutating func advance(isLast: Bool) throws(TextDecodingError) -> [UInt8] {
    if !isMarkLookedFor {
      if pending.count < 4 && !isLast { return [] }
      isMarkLookedFor = true
      try skipMark()
    }
    if encoding == nil {
      encoding = detector.look(at: pending, isWhole: isLast || pending.count >= Self.headSize)
      if encoding == nil { return passASCII() }
    }
    return try decodePending(isLast: isLast)
  }

  private mutating func skipMark() throws(TextDecodingError) {
    if encoding == nil && (pending.starts(with: [0xFF, 0xFE, 0, 0]) || pending.starts(with: [0, 0, 0xFE, 0xFF])) {
      throw .unsupported("UTF-32")
    }
    guard let mark = EncodingDetector.mark(of: pending), encoding == nil || encoding == mark.encoding else { return }
    encoding = mark.encoding
    pending.removeFirst(mark.length)
    offset = mark.length
  }

  /// Lets the ASCII at the head's start through, which is the same in every encoding still possible.
  private mutating func passASCII() -> [UInt8] {
    let end = pending.firstIndex { $0 >= 0x80 } ?? pending.count
    if end == 0 { return [] }
    let passed = Array(pending[..<end])
    pending.removeFirst(end)
    detector.drop(end)
    offset += end
    output.advance(over: passed[...])
    return passed
  }

  private mutating func decodePending(isLast: Bool) throws(TextDecodingError) -> [UInt8] {
    if decoder == nil { decoder = try makeDecoder() }
    let input = pending
    pending = []
    var text = DecodedText()
    let used: Int
    if encoding == .utf8 && input.withUnsafeBufferPointer({ UTF8Scan.scan($0) }) == .valid {
      text.bytes = input
      used = input.count
    } else {
      used = input.withUnsafeBufferPointer { decoder?.decode($0, isLast: isLast, into: &text) } ?? 0
    }
    if used < input.count { pending = Array(input[used...]) }
    var told = 0
    for fault in text.faults {
      output.advance(over: text.bytes[told..<fault.place])
      told = fault.place
      let bad = BadSequence(
        reason: fault.reason, encoding: encoding ?? .utf8,
        bytes: Array(input[fault.index..<min(fault.index + fault.length, input.count)].prefix(4)),
        offset: offset + fault.index, outputOffset: output.offset, line: output.line, column: output.column)
      if faults == .thrown { throw .badSequence(bad) }
      badSequences.append(bad)
    }
    output.advance(over: text.bytes[told...])
    offset += used
    return text.bytes
  }

  private func makeDecoder() throws(TextDecodingError) -> any PieceDecoder {
    switch encoding ?? .utf8 {
    case .utf8: return UTF8PieceDecoder()
    case .utf16LittleEndian: return UTF16PieceDecoder(isLittleEndian: true)
    case .utf16BigEndian: return UTF16PieceDecoder(isLittleEndian: false)
    case .gb18030:
      guard let decoder = GB18030PieceDecoder() else { throw .unsupported("GB18030") }
      return decoder
    }
  }
}

/// Why a text cannot be decoded.
public enum TextDecodingError: Error, Sendable, Hashable, CustomStringConvertible {
  case badSequence(BadSequence)
  /// An encoding that is not read here, or whose table this machine lacks.
  case unsupported(String)

  public var description: String {
    switch self {
    case .badSequence(let bad): bad.description
    case .unsupported(let name): "text in \(name) cannot be read here"
    }
  }
}

/// A place in a text that goes by in chunks.
struct TextPlace: Sendable {
  private(set) var offset = 0
  private(set) var line = 1
  private(set) var column = 1

  mutating func advance(over bytes: ArraySlice<UInt8>) {
    offset += bytes.count
    bytes.withUnsafeBufferPointer { bytes in
      var feeds = 0
      for byte in bytes { feeds &+= byte == 0x0A ? 1 : 0 }
      var lineStart = 0
      if feeds > 0 {
        line += feeds
        column = 1
        lineStart = (bytes.lastIndex(of: 0x0A) ?? -1) + 1
      }
      for byte in bytes[lineStart...] { column &+= byte & 0xC0 != 0x80 ? 1 : 0 }
    }
  }
}
