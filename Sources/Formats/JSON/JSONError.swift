/// What kind of value stands in a JSON text.
public enum JSONKind: String, Sendable, Hashable {
  case object, array, string, number, boolean, null
}

/// Bounds that a JSON text must keep.
public struct JSONLimits: Sendable, Hashable {
  /// Bytes of the whole text.
  public var size: Int
  /// Objects and arrays inside one another.
  public var depth: Int
  /// Keys of one object.
  public var keysPerObject: Int

  public init(size: Int = 16 << 20, depth: Int = 64, keysPerObject: Int = 10_000) {
    self.size = size
    self.depth = depth
    self.keysPerObject = keysPerObject
  }

  /// 16 MiB, 64 deep, 10,000 keys in an object.
  public static let standard = JSONLimits()
}

/// Why a JSON text was refused, and where.
public struct JSONError: Error, Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    /// Longer than `JSONLimits.size`.
    case tooLarge(limit: Int)
    /// Deeper than `JSONLimits.depth`.
    case tooDeep(limit: Int)
    /// An object has more keys than `JSONLimits.keysPerObject`.
    case tooManyKeys(limit: Int)
    case invalidUTF8
    case byteOrderMark
    case unexpectedEnd
    /// A byte that cannot stand here.
    case unexpectedCharacter
    case trailingComma
    /// Something other than white space after the value.
    case trailingContent
    case duplicateKey
    /// A byte below 0x20 inside a string, unescaped.
    case controlCharacter
    case badEscape
    /// `\ud800`…`\udfff` that does not form a pair.
    case loneSurrogate
    case badNumber
    /// An integer that does not fit in 64 bits.
    case integerOutOfRange
    /// A number with a fraction or an exponent where an integer is wanted.
    case notAnInteger
    /// A number whose value is not finite as a `Double`.
    case numberOutOfRange
    case wrongKind(expected: JSONKind, found: JSONKind)
  }

  public var reason: Reason
  /// Bytes before the place, from the start of the text.
  public var offset: Int
  /// From 1; lines end with a line feed.
  public var line: Int
  /// From 1, in Unicode scalars.
  public var column: Int
  /// Where in the structure: `$.parties[0].name`.
  public var path: String

  public init(reason: Reason, offset: Int, line: Int, column: Int, path: String) {
    self.reason = reason
    self.offset = offset
    self.line = line
    self.column = column
    self.path = path
  }

  /// A stable short name of the reason, for machines.
  public var code: String {
    switch reason {
    case .tooLarge: "too-large"
    case .tooDeep: "too-deep"
    case .tooManyKeys: "too-many-keys"
    case .invalidUTF8: "invalid-utf8"
    case .byteOrderMark: "byte-order-mark"
    case .unexpectedEnd: "unexpected-end"
    case .unexpectedCharacter: "unexpected-character"
    case .trailingComma: "trailing-comma"
    case .trailingContent: "trailing-content"
    case .duplicateKey: "duplicate-key"
    case .controlCharacter: "control-character"
    case .badEscape: "bad-escape"
    case .loneSurrogate: "lone-surrogate"
    case .badNumber: "bad-number"
    case .integerOutOfRange: "integer-out-of-range"
    case .notAnInteger: "not-an-integer"
    case .numberOutOfRange: "number-out-of-range"
    case .wrongKind: "wrong-kind"
    }
  }
}

extension JSONError: CustomStringConvertible {
  public var description: String { "\(line):\(column): \(path): \(message)" }

  private var message: String {
    switch reason {
    case .tooLarge(let limit): "longer than \(limit) bytes"
    case .tooDeep(let limit): "nested deeper than \(limit)"
    case .tooManyKeys(let limit): "more than \(limit) keys in one object"
    case .invalidUTF8: "not UTF-8"
    case .byteOrderMark: "a byte order mark is not allowed"
    case .unexpectedEnd: "the text ends too early"
    case .unexpectedCharacter: "unexpected character"
    case .trailingComma: "a comma with nothing after it"
    case .trailingContent: "content after the value"
    case .duplicateKey: "this key stands twice"
    case .controlCharacter: "a control character must be escaped"
    case .badEscape: "unknown escape"
    case .loneSurrogate: "half of a surrogate pair"
    case .badNumber: "not a number"
    case .integerOutOfRange: "the integer does not fit in 64 bits"
    case .notAnInteger: "expected an integer"
    case .numberOutOfRange: "the number is out of range"
    case .wrongKind(let expected, let found): "expected \(expected.rawValue), found \(found.rawValue)"
    }
  }
}
