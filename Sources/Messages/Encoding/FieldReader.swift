import Casework
import Formats

/// Reads an object of one of our own messages: the fields that a version has must be there and of their type, others are
/// passed over, because a version only ever gains fields.
struct FieldReader {
  private var reader: JSONReader
  /// The path of the object that is being read.
  private var path = ""

  init(_ bytes: [UInt8], limits: JSONLimits) throws(MessageFault) {
    do {
      reader = try JSONReader(bytes, limits: limits)
    } catch {
      throw .json(error)
    }
  }

  /// Reads the object that stands next, field by field.
  mutating func object(_ read: (inout FieldReader, String) throws(MessageFault) -> Void) throws(MessageFault) {
    try wrapping { reader throws(JSONError) in try reader.beginObject() }
    let outer = path
    while let name = try nextKey() {
      path = outer.isEmpty ? name : "\(outer).\(name)"
      try read(&self, name)
      path = outer
    }
  }

  mutating func list(_ read: (inout FieldReader) throws(MessageFault) -> Void) throws(MessageFault) {
    try wrapping { reader throws(JSONError) in try reader.beginArray() }
    let outer = path
    var index = 0
    while try wrapping({ reader throws(JSONError) in try reader.nextElement() }) {
      path = "\(outer)[\(index)]"
      try read(&self)
      index += 1
    }
    path = outer
  }

  mutating func text() throws(MessageFault) -> String {
    try wrapping { reader throws(JSONError) in try reader.text() }
  }

  mutating func strings() throws(MessageFault) -> [String] {
    var strings: [String] = []
    try list { field throws(MessageFault) in strings.append(try field.text()) }
    return strings
  }

  mutating func integer() throws(MessageFault) -> Int64 {
    try wrapping { reader throws(JSONError) in try reader.integer() }
  }

  /// An integer that fits and is in the range.
  mutating func integer<Number: FixedWidthInteger>(in range: ClosedRange<Number>) throws(MessageFault) -> Number {
    guard let number = Number(exactly: try integer()), range.contains(number) else {
      throw .notAllowed(path, "\(range.lowerBound)…\(range.upperBound)")
    }
    return number
  }

  mutating func boolean() throws(MessageFault) -> Bool {
    try wrapping { reader throws(JSONError) in try reader.boolean() }
  }

  /// The bytes of the value that stands next, as they are; it must be an object.
  mutating func verbatimObject() throws(MessageFault) -> [UInt8] {
    try wrapping { reader throws(JSONError) in
      if try reader.peek() != .object { try reader.beginObject() }
      return Array(reader.bytes[try reader.captureValue()])
    }
  }

  /// A code by its raw value.
  mutating func code<Code: RawRepresentable<String> & CaseIterable>(_ codes: Code.Type) throws(MessageFault) -> Code {
    let written = try text()
    guard let code = Code(rawValue: written) else {
      throw .notAllowed(path, codes.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return code
  }

  /// A date-time of RFC 3339 as milliseconds since 1970-01-01 UTC.
  mutating func instant() throws(MessageFault) -> Int64 {
    guard let instant = Timestamp.parse(try text()) else { throw .notAllowed(path, "RFC 3339") }
    return instant
  }

  /// A day, `YYYY-MM-DD`.
  mutating func date() throws(MessageFault) -> LocalDate {
    guard let date = LocalDate(try text()) else { throw .notAllowed(path, "YYYY-MM-DD") }
    return date
  }

  /// A day, or a date-time of RFC 3339.
  mutating func moment() throws(MessageFault) -> ClockMoment {
    guard let moment = ClockMoment(try text()) else { throw .notAllowed(path, "YYYY-MM-DD, RFC 3339") }
    return moment
  }

  /// An object of strings.
  mutating func fields() throws(MessageFault) -> [ExtraField] {
    var fields: [ExtraField] = []
    try object { field, name throws(MessageFault) in
      fields.append(ExtraField(name: name, value: try field.text()))
    }
    return fields
  }

  mutating func finish() throws(MessageFault) {
    try wrapping { reader throws(JSONError) in try reader.finish() }
  }

  private mutating func nextKey() throws(MessageFault) -> String? {
    try wrapping { reader throws(JSONError) in
      guard let key = try reader.nextKey() else { return nil }
      return reader.text(key)
    }
  }

  private mutating func wrapping<Value>(
    _ read: (inout JSONReader) throws(JSONError) -> Value
  ) throws(MessageFault) -> Value {
    do {
      return try read(&reader)
    } catch {
      throw .json(error)
    }
  }
}

/// Why one of our own messages cannot be read.
enum MessageFault: Error {
  case json(JSONError)
  case notAllowed(String, String)
  case missing(String)

  var refusal: Refusal {
    switch self {
    case .json(let error): Refusal(error)
    case .notAllowed(let field, let allowed):
      Refusal(findings: [Finding(field: field, rule: .notAllowed, limit: allowed)])
    case .missing(let field): Refusal(findings: [Finding(field: field, rule: .missingField)])
    }
  }
}

extension Optional {
  /// The value of a field that must have been there.
  func required(_ field: String) throws(MessageFault) -> Wrapped {
    guard let self else { throw .missing(field) }
    return self
  }
}
