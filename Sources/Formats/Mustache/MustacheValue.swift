/// What a template prints: a tree of texts, lists and records.
public enum MustacheValue: Sendable, Hashable {
  /// Nothing, but known to be nothing: a section over it is skipped.
  case null
  case boolean(Bool)
  case integer(Int64)
  case decimal(Double)
  case text(String)
  case list([MustacheValue])
  case record([String: MustacheValue])

  /// A text, or ``null``.
  public init(_ text: String?) {
    self = text.map { .text($0) } ?? .null
  }

  /// Whether a section over the value is skipped: nothing, `false`, an empty text, an empty list.
  public var isFalsey: Bool {
    switch self {
    case .null: true
    case .boolean(let value): !value
    case .text(let text): text.isEmpty
    case .list(let elements): elements.isEmpty
    case .integer, .decimal, .record: false
    }
  }

  /// What an interpolation prints; `nil` for lists and records, which have no text.
  var printed: String? {
    switch self {
    case .null: ""
    case .boolean(let value): value ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let number): Self.shortest(number)
    case .text(let text): text
    case .list, .record: nil
    }
  }

  /// The shortest decimal that reads back as the number, without `.0` behind a whole one.
  private static func shortest(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  subscript(key: String) -> MustacheValue? {
    guard case .record(let members) = self else { return nil }
    return members[key]
  }
}

extension MustacheValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .text(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .decimal(value) }
  public init(arrayLiteral elements: MustacheValue...) { self = .list(elements) }
  public init(nilLiteral: ()) { self = .null }

  /// Of a key that stands twice, the first value counts.
  public init(dictionaryLiteral elements: (String, MustacheValue)...) {
    self = .record(Dictionary(elements) { first, _ in first })
  }
}
