import Glibc

/// A line of a JSON Lines file.
public struct JSONLine: Sendable, Hashable {
  /// From 1; blank lines count.
  public var number: Int
  /// Bytes before the line in the whole input.
  public var offset: Int
  /// Without its line end.
  public var bytes: [UInt8]
}

/// A line that was passed over because it is longer than allowed.
public struct JSONLineTooLong: Error, Sendable, Hashable, CustomStringConvertible {
  /// From 1.
  public var line: Int
  /// Bytes before the line in the whole input.
  public var offset: Int
  /// Bytes a line may have.
  public var limit: Int

  public var description: String { "\(line):1: the line is longer than \(limit) bytes" }
}

/// Splits chunks of bytes, cut anywhere, into the lines of a JSON Lines file.
///
///     while let chunk = source.read() {
///       lines.append(chunk)
///       while let line = lines.next() { … }
///     }
///     lines.close()
///     while let line = lines.next() { … }
///
/// Lines end with LF or CRLF, the last one also with the input. Blank lines are passed over. Memory is bounded by the
/// longest line and the largest chunk.
public struct JSONLinesReader: Sendable {
  public let maximumLineLength: Int
  private var buffer: [UInt8] = []
  /// Where the line being looked for begins, and how far it was looked through.
  private var lineStart = 0
  private var scanned = 0
  private var offset = 0
  private var number = 0
  private var isClosed = false
  /// Inside a line that is too long already.
  private var isPassing = false

  public init(maximumLineLength: Int = 1 << 20) {
    self.maximumLineLength = maximumLineLength
  }

  /// Adds bytes of the input.
  public mutating func append(_ chunk: some Sequence<UInt8>) {
    if lineStart > 0 {
      buffer.removeSubrange(0..<lineStart)
      scanned -= lineStart
      lineStart = 0
    }
    buffer.append(contentsOf: chunk)
  }

  /// Says that no more bytes come: what is left is the last line.
  public mutating func close() {
    isClosed = true
  }

  /// The next line; `nil` when none is complete.
  public mutating func next() -> Result<JSONLine, JSONLineTooLong>? {
    while true {
      let newline = Self.lineFeed(in: buffer, from: scanned)
      guard let stop = newline ?? (isClosed && lineStart < buffer.count ? buffer.count : nil) else {
        scanned = buffer.count
        // A line feed still to come may have a CR before it, which does not count.
        if scanned - lineStart > maximumLineLength + 1 && !isPassing { return tooLong() }
        if isPassing { dropPassed() }
        return nil
      }
      let from = lineStart
      let lineOffset = offset
      let next = newline == nil ? stop : stop + 1
      lineStart = next
      scanned = next
      offset += next - from
      if isPassing {
        isPassing = false
        continue
      }
      number += 1
      let end = stop > from && buffer[stop - 1] == 0x0D ? stop - 1 : stop
      if end - from > maximumLineLength {
        return .failure(JSONLineTooLong(line: number, offset: lineOffset, limit: maximumLineLength))
      }
      if buffer[from..<end].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      return .success(JSONLine(number: number, offset: lineOffset, bytes: Array(buffer[from..<end])))
    }
  }

  private mutating func tooLong() -> Result<JSONLine, JSONLineTooLong> {
    number += 1
    let error = JSONLineTooLong(line: number, offset: offset, limit: maximumLineLength)
    isPassing = true
    dropPassed()
    return .failure(error)
  }

  private mutating func dropPassed() {
    offset += buffer.count - lineStart
    lineStart = buffer.count
    scanned = lineStart
  }

  private static func lineFeed(in bytes: [UInt8], from: Int) -> Int? {
    bytes.withUnsafeBytes { raw in
      guard from < raw.count, let base = raw.baseAddress, let found = memchr(base + from, 0x0A, raw.count - from)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
