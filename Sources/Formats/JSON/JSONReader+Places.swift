extension JSONReader {
  /// Where the reader stands in the structure: `$.parties[0].name`.
  public var path: String {
    var path = "$"
    for frame in frames where frame.count > 0 {
      path += frame.isObject ? Self.step(text(frame.key)) : "[\(frame.count - 1)]"
    }
    return path
  }

  /// Line and column, both from 1, of an index into `bytes`; columns count Unicode scalars.
  public func place(of index: Int) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for byte in bytes[start..<min(max(index, start), end)] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  /// An error of this text at an index into `bytes`, with line, column and the reader's path.
  public func failure(_ reason: JSONError.Reason, at index: Int) -> JSONError {
    let (line, column) = place(of: index)
    return JSONError(reason: reason, offset: index - start, line: line, column: column, path: path)
  }

  func wrongKind(_ expected: JSONKind) -> JSONError {
    guard position < end, let found = Self.kind(of: bytes[position]) else {
      return failure(.unexpectedCharacter, at: position)
    }
    return failure(.wrongKind(expected: expected, found: found), at: position)
  }

  private static func step(_ key: String) -> String {
    let isName = !key.isEmpty && key.unicodeScalars.allSatisfy { $0.properties.isXIDContinue || $0 == "-" }
    let short =
      key.unicodeScalars.count <= 64 ? key : String(String.UnicodeScalarView(key.unicodeScalars.prefix(64))) + "…"
    if isName { return ".\(short)" }
    var writer = JSONWriter()
    writer.string(short)
    return "[\(writer.text)]"
  }
}
