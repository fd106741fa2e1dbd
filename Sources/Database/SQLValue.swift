/// A value on its way into a statement.
///
/// These are the types both engines share: timestamps travel as integers (microseconds or milliseconds, as the schema
/// says), documents as text.
public enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
  case boolean(Bool)
}

extension SQLValue {
  public init(_ value: Int64?) { self = value.map(Self.integer) ?? .null }
  public init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
  public init(_ value: Int32?) { self = value.map { .integer(Int64($0)) } ?? .null }
  public init(_ value: Double?) { self = value.map(Self.real) ?? .null }
  public init(_ value: String?) { self = value.map(Self.text) ?? .null }
  public init(_ value: [UInt8]?) { self = value.map(Self.blob) ?? .null }
  public init(_ value: Bool?) { self = value.map(Self.boolean) ?? .null }
}

extension SQLValue: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
  public init(nilLiteral: ()) { self = .null }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .real(value) }
  public init(stringLiteral value: String) { self = .text(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

/// The types that a column can hold, as named in errors.
public enum SQLType: String, Sendable {
  case null, integer, real, text, blob, boolean
}
