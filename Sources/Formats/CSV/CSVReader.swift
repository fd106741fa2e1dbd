/// What stands between the fields of a CSV file.
public enum CSVDelimiter: UInt8, Sendable, CaseIterable {
  case comma = 0x2C
  case semicolon = 0x3B
  case tab = 0x09
}

/// Reads CSV (RFC 4180) from chunks of UTF-8, cut anywhere, in memory bounded by the longest row and the largest chunk.
///
///     while let chunk = source.read() {
///       csv.append(chunk)
///       while let step = csv.next() { … }
///     }
///     csv.close()
///     while let step = csv.next() { … }
///
/// Rows end with LF, CRLF or CR; empty lines are passed over; quoted fields may hold line ends; a byte order mark is
/// skipped; the delimiter is found in the first line unless it is given. The row at hand is there until the next call of
/// `next` or `append`. A row with fewer or more fields than the
/// others is no error here.
///
/// A row that cannot be read is refused alone. When it runs over several lines, which happens when a quote is left open,
/// reading goes on at the second of them: lines there with as many fields as the file's first row are rows, the others
/// are reported as fragments.
public struct CSVReader: Sendable {
  public enum Step: Sendable, Hashable {
    /// A row is at hand: see `count`, `text(_:)`, `utf8(_:)`, `line`.
    case row
    case refused(CSVError)
  }

  public let limits: CSVLimits
  /// The delimiter given or found; `nil` until the first line is there.
  public private(set) var delimiter: CSVDelimiter?
  private var buffer: [UInt8] = []
  /// Bytes of the input that are no longer in `buffer`.
  private var dropped = 0
  private var isClosed = false
  private var isStarted = false
  private var scanner: CSVScanner

  /// - Parameter literalQuotes: takes a quote inside an unquoted field as it stands instead of refusing the row.
  public init(delimiter: CSVDelimiter? = nil, limits: CSVLimits = .standard, literalQuotes: Bool = false) {
    self.delimiter = delimiter
    self.limits = limits
    scanner = CSVScanner(limits: limits, literalQuotes: literalQuotes)
  }

  /// Adds bytes of the input.
  public mutating func append(_ chunk: some Sequence<UInt8>) {
    let spent = scanner.spent
    if spent > 0 {
      buffer.removeSubrange(0..<spent)
      scanner.drop(spent)
      dropped += spent
    }
    buffer.append(contentsOf: chunk)
  }

  /// Says that no more bytes come.
  public mutating func close() {
    isClosed = true
  }

  /// The next row or refusal; `nil` when there is no complete row.
  public mutating func next() -> Step? {
    if !isStarted && !start() { return nil }
    switch scanner.scan(buffer, isClosed: isClosed) {
    case .row: return .row
    case .needsInput: return nil
    case .refused(let fault):
      let place = column(of: fault.index)
      return .refused(
        CSVError(
          reason: fault.reason, rowLine: fault.rowLine, line: fault.line, column: place, field: fault.field,
          offset: dropped + fault.index))
    }
  }

  /// Bytes held at the moment.
  var bufferedBytes: Int { buffer.count }

  // MARK: The row at hand

  /// Fields of the row.
  public var count: Int { scanner.fields.count }

  /// The physical line on which the row begins, from 1.
  public var line: Int { scanner.rowLine }

  /// Bytes before the row in the whole input.
  public var offset: Int { dropped + scanner.rowStart }

  /// The bytes of the row as they stand in the input, without its line end.
  public var rawBytes: ArraySlice<UInt8> { buffer[scanner.rowStart..<scanner.rowEnd] }

  /// The physical line on which a field begins, from 1.
  public func line(ofField index: Int) -> Int { scanner.rowLine + Int(scanner.fields[index].lineInRow) }

  /// Whether a field is quoted: an empty one that is says "empty", one that is not says nothing.
  public func isQuoted(_ index: Int) -> Bool { scanner.fields[index].isQuoted }

  /// A field's bytes, without quotes. The slice shares the reader's memory: let it go before the next `append`.
  public func utf8(_ index: Int) -> ArraySlice<UInt8> {
    let field = scanner.fields[index]
    let bytes = buffer[field.start..<field.end]
    return field.hasDoubledQuotes ? Self.halved(bytes)[...] : bytes
  }

  /// A field as a string.
  public func text(_ index: Int) -> String {
    String(decoding: utf8(index), as: UTF8.self)
  }

  /// All fields as strings.
  public var texts: [String] { (0..<count).map(text) }

  private static func halved(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var isSecond = false
    for byte in bytes {
      isSecond = byte == CSVScanner.quote && !isSecond
      if !isSecond { out.append(byte) }
    }
    return out
  }

  // MARK: Start and places

  /// Skips the byte order mark and finds the delimiter; `false` when that needs more input.
  private mutating func start() -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if !isClosed && buffer.count < 3 && mark.starts(with: buffer) { return false }
    if buffer.starts(with: mark) && dropped == 0 {
      buffer.removeFirst(3)
      dropped = 3
    }
    if delimiter == nil {
      let head = buffer.prefix(limits.row)
      let stop = Self.firstLineEnd(head)
      if stop == nil && !isClosed && buffer.count < limits.row { return false }
      delimiter = Self.detect(head[..<(stop ?? head.endIndex)])
    }
    scanner.delimiter = (delimiter ?? .comma).rawValue
    isStarted = true
    return true
  }

  private static func firstLineEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
    let content = bytes.firstIndex { $0 != 0x0A && $0 != 0x0D } ?? bytes.endIndex
    return bytes[content...].firstIndex { $0 == 0x0A || $0 == 0x0D }
  }

  /// The delimiter that stands most often outside of quotes; the comma when none does.
  private static func detect(_ line: ArraySlice<UInt8>) -> CSVDelimiter {
    var isQuoted = false
    var counts: [UInt8: Int] = [:]
    for byte in line {
      if byte == CSVScanner.quote { isQuoted.toggle() }
      if !isQuoted, CSVDelimiter(rawValue: byte) != nil { counts[byte, default: 0] += 1 }
    }
    var best = CSVDelimiter.comma
    for candidate in CSVDelimiter.allCases
    where counts[candidate.rawValue, default: 0] > counts[best.rawValue, default: 0] {
      best = candidate
    }
    return best
  }

  private func column(of index: Int) -> Int {
    var column = 1
    var k = index - 1
    while k >= 0 && buffer[k] != 0x0A && buffer[k] != 0x0D {
      if buffer[k] & 0xC0 != 0x80 { column += 1 }
      k -= 1
    }
    return column
  }
}
