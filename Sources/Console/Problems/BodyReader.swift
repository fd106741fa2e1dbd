import Casework
import Formats
import HTTPServer

/// Reads the members of a small JSON object and collects what is wrong with them; unknown members are wrong too.
struct BodyReader {
  /// Bytes of a command.
  static let limit = 64 << 10

  private let members: [JSONValue.Member]
  private var known: Set<String> = []
  private var errors: [ProblemDetails.FieldError] = []

  init(_ request: HTTPRequest) async throws {
    try request.requireContentType("application/json")
    let bytes = try await request.body.collect(upTo: Self.limit)
    do {
      let limits = JSONLimits(size: Self.limit, depth: 4, keysPerObject: 200)
      guard let members = try JSONValue(parsing: bytes, limits: limits).members else {
        throw Self.problem([.init(pointer: "", rule: "object", detail: "应为 JSON 对象 / has to be an object")])
      }
      self.members = members
    } catch let error as JSONError {
      throw Self.problem([
        .init(
          pointer: "", rule: "json", detail: "不是合法的 JSON / is not JSON", line: error.line, column: error.column)
      ])
    }
  }

  mutating func required(_ name: String) -> String {
    if let text = optional(name) { return text }
    if value(name) == nil { refuse("/" + name, rule: "required", Bilingual("必须给出", "is needed")) }
    return ""
  }

  /// A text; `nil` where it is missing, `null` or, which is refused, something else.
  mutating func optional(_ name: String) -> String? {
    guard let value = value(name) else { return nil }
    if let text = value.string { return text }
    refuse("/" + name, rule: "type", Bilingual("应为文字", "has to be a text"))
    return nil
  }

  mutating func integer(_ name: String) -> Int? {
    guard let value = value(name) else { return nil }
    if let number = value.integer.flatMap({ Int(exactly: $0) }), number >= 0 { return number }
    refuse("/" + name, rule: "type", Bilingual("应为不小于 0 的整数", "has to be an integer of at least 0"))
    return nil
  }

  mutating func boolean(_ name: String) -> Bool? {
    guard let value = value(name) else { return nil }
    if case .boolean(let flag) = value { return flag }
    refuse("/" + name, rule: "type", Bilingual("应为 true 或 false", "has to be true or false"))
    return nil
  }

  /// An object of texts; numbers are taken as they are written.
  mutating func fields(_ name: String) -> [(name: String, value: String)] {
    guard let value = value(name) else { return [] }
    guard let members = value.members else {
      refuse("/" + name, rule: "type", Bilingual("应为对象", "has to be an object"))
      return []
    }
    return members.compactMap { member in
      switch member.value {
      case .string(let text), .number(let text): return (member.key, text)
      default:
        refuse(
          "/\(name)/\(Self.escaped(member.key))", rule: "type", Bilingual("应为文字或数字", "has to be a text or a number"))
        return nil
      }
    }
  }

  mutating func refuse(_ pointer: String, rule: String, _ wording: Bilingual) {
    errors.append(.init(pointer: pointer, rule: rule, detail: "\(wording.zh) / \(wording.en)"))
  }

  /// Throws 400 with everything that was wrong.
  mutating func finish() throws(ProblemDetails) {
    for member in members where !known.contains(member.key) {
      refuse("/" + Self.escaped(member.key), rule: "unknown", Bilingual("没有这个字段", "is no member of this request"))
    }
    if !errors.isEmpty { throw Self.problem(errors) }
  }

  private mutating func value(_ name: String) -> JSONValue? {
    known.insert(name)
    let value = members.last { $0.key == name }?.value
    return value == .null ? nil : value
  }

  /// A key as a part of a JSON pointer (RFC 6901 §3).
  private static func escaped(_ key: String) -> String {
    key.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  private static func problem(_ errors: [ProblemDetails.FieldError]) -> ProblemDetails {
    let details = errors.map { ($0.pointer.isEmpty ? "" : $0.pointer + " ") + $0.detail }
    return ProblemDetails(
      .badRequest, type: "urn:fenliu:problem:refused", title: "请求被拒绝 / refused",
      detail: details.joined(separator: "；"), errors: errors)
  }
}
