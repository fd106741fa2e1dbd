import Casework
import HTTPServer

/// Reads the items of a query one by one and collects what is wrong with them; what nobody has asked for is wrong too.
struct QueryReader {
  private let items: [RequestTarget.QueryItem]
  private var known: Set<String> = []
  private var errors: [ProblemDetails.FieldError] = []

  init(_ request: HTTPRequest) {
    items = request.query
  }

  /// A value that `read` takes; `nil` when the item is missing or wrong.
  mutating func value<Value>(_ name: String, rule: String, _ read: (String) -> Value?) -> Value? {
    known.insert(name)
    let given = items.filter { $0.name == name }
    guard let item = given.first else { return nil }
    guard given.count == 1 else {
      refuse(name, rule: "repeated", Bilingual("只能给一次", "may be given once"))
      return nil
    }
    if let value = read(item.value) { return value }
    refuse(name, rule: rule, Self.wording(rule))
    return nil
  }

  mutating func choice<Value: RawRepresentable & CaseIterable>(_ name: String, of type: Value.Type) -> Value?
  where Value.RawValue == String {
    let before = errors.count
    let value = value(name, rule: "choice") { Value(rawValue: $0) }
    if errors.count > before, errors[before].rule == "choice" {
      let values = Value.allCases.map(\.rawValue).joined(separator: ", ")
      errors[before].detail = "应为下列之一 / has to be one of: \(values)"
    }
    return value
  }

  /// `true` or `false`.
  mutating func flag(_ name: String) -> Bool? {
    value(name, rule: "boolean") { Bool($0) }
  }

  mutating func integer(_ name: String, in range: ClosedRange<Int64>) -> Int64? {
    let before = errors.count
    let value = value(name, rule: "integer") { text in Int64(text).flatMap { range.contains($0) ? $0 : nil } }
    if errors.count > before, errors[before].rule == "integer" {
      let (low, high) = (range.lowerBound, range.upperBound)
      errors[before].detail =
        high == .max
        ? "应为不小于 \(low) 的整数 / has to be an integer of at least \(low)"
        : "应为 \(low) 至 \(high) 的整数 / has to be an integer from \(low) to \(high)"
    }
    return value
  }

  /// A code: letters, digits, dots, dashes and underscores.
  mutating func word(_ name: String) -> String? {
    value(name, rule: "code") { text in
      let isCode =
        (1...64).contains(text.utf8.count)
        && text.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
          default: false
          }
        }
      return isCode ? text : nil
    }
  }

  mutating func refuse(_ name: String, rule: String, _ wording: Bilingual) {
    errors.append(.init(pointer: name, rule: rule, detail: "\(wording.zh) / \(wording.en)"))
  }

  /// Throws 400 with everything that was wrong.
  mutating func finish() throws(ProblemDetails) {
    for name in Set(items.map(\.name)).subtracting(known).sorted() {
      refuse(name, rule: "unknown", Bilingual("没有这个参数", "is no parameter of this request"))
    }
    guard !errors.isEmpty else { return }
    let names = errors.map(\.pointer).joined(separator: ", ")
    throw ProblemDetails(
      .badRequest, type: "urn:fenliu:problem:query", title: "查询参数有误 / query refused",
      detail: "查询参数有误 / wrong in the query: \(names)", errors: errors)
  }

  private static func wording(_ rule: String) -> Bilingual {
    switch rule {
    case "region": Bilingual("应为地区代码，如 441802", "has to be a region's code, such as 441802")
    case "number": Bilingual("不是编号，或校验位不对", "is no number, or its check digit is wrong")
    case "date": Bilingual("应为日期，如 2026-11-23", "has to be a date, such as 2026-11-23")
    case "boolean": Bilingual("应为 true 或 false", "has to be true or false")
    default: Bilingual("应为代码：字母、数字、._-", "has to be a code: letters, digits, ._-")
    }
  }
}
