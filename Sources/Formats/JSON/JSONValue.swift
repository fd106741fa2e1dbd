/// A JSON value as a tree, for the paths that are not taken by every record. Members keep the order of the text; a
/// number keeps its digits.
public enum JSONValue: Sendable, Hashable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  /// The number as it is written.
  case number(String)
  case boolean(Bool)
  case null

  /// A key of an object and its value.
  public struct Member: Sendable, Hashable {
    public var key: String
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  // MARK: From and to bytes

  public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
    var reader = try JSONReader(bytes, limits: limits)
    try self.init(reading: &reader)
    try reader.finish()
  }

  public init(parsing text: String, limits: JSONLimits = .standard) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }

  /// Reads the next value of a reader; the reader's limit of depth bounds the recursion.
  public init(reading reader: inout JSONReader) throws(JSONError) {
    switch try reader.peek() {
    case .object:
      var members: [Member] = []
      try reader.beginObject()
      while let key = try reader.nextKey() {
        members.append(Member(reader.text(key), try JSONValue(reading: &reader)))
      }
      self = .object(members)
    case .array:
      var elements: [JSONValue] = []
      try reader.beginArray()
      while try reader.nextElement() { elements.append(try JSONValue(reading: &reader)) }
      self = .array(elements)
    case .string: self = .string(try reader.text())
    case .number:
      let number = try reader.number()
      self = .number(reader.text(number))
    case .boolean: self = .boolean(try reader.boolean())
    case .null:
      try reader.null()
      self = .null
    }
  }

  public func write(to writer: inout JSONWriter) {
    switch self {
    case .object(let members):
      writer.beginObject()
      for member in members {
        writer.key(text: member.key)
        member.value.write(to: &writer)
      }
      writer.endObject()
    case .array(let elements):
      writer.beginArray()
      for element in elements { element.write(to: &writer) }
      writer.endArray()
    case .string(let text): writer.string(text)
    case .number(let text): writer.verbatim(Array(text.utf8))
    case .boolean(let flag): writer.boolean(flag)
    case .null: writer.null()
    }
  }

  /// The value as compact JSON.
  public var bytes: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  // MARK: Looking in

  /// The value of a key; `nil` where there is none or this is no object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The element at an index; `nil` where there is none or this is no array.
  public subscript(index: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The number, when it is written as an integer and fits.
  public var integer: Int64? {
    if case .number(let text) = self { Int64(text) } else { nil }
  }

  /// The number as the nearest `Double`, when that is finite.
  public var double: Double? {
    guard case .number(let text) = self, let value = Double(text), value.isFinite else { return nil }
    return value
  }

  public var boolean: Bool? {
    if case .boolean(let flag) = self { flag } else { nil }
  }

  public var isNull: Bool { self == .null }
}

extension JSONValue: CustomStringConvertible {
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .number(String(value)) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
  public init(nilLiteral: ()) { self = .null }
}
