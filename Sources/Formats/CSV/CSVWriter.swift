/// Writes CSV (RFC 4180) into one buffer: fields are quoted where they must be.
public struct CSVWriter: Sendable {
  public let delimiter: CSVDelimiter
  /// `\r\n` as the RFC has it, unless told otherwise.
  public let lineEnd: String
  public private(set) var bytes: [UInt8] = []

  public init(delimiter: CSVDelimiter = .comma, lineEnd: String = "\r\n") {
    self.delimiter = delimiter
    self.lineEnd = lineEnd
  }

  public mutating func row(_ fields: some Sequence<String>) {
    var count = 0
    let start = bytes.count
    for field in fields {
      if count > 0 { bytes.append(delimiter.rawValue) }
      append(field)
      count += 1
    }
    // A row of one empty field would be an empty line, which readers pass over.
    if bytes.count == start { bytes.append(contentsOf: [CSVScanner.quote, CSVScanner.quote]) }
    bytes.append(contentsOf: lineEnd.utf8)
  }

  /// Gives up what was written so far, for a caller that writes piece by piece.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func append(_ field: String) {
    let mustQuote = field.utf8.contains {
      $0 == delimiter.rawValue || $0 == CSVScanner.quote || $0 == 0x0A || $0 == 0x0D
    }
    guard mustQuote else {
      bytes.append(contentsOf: field.utf8)
      return
    }
    bytes.append(CSVScanner.quote)
    for byte in field.utf8 {
      if byte == CSVScanner.quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(CSVScanner.quote)
  }
}
