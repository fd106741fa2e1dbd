import Formats

extension Refusal {
  /// A refusal for what the reader of JSON found. The path is told only as far as it consists of names of the contract:
  /// another name could be anything, somebody's data too.
  init(_ error: JSONError) {
    let rule: Rule
    var limit: String?
    switch error.reason {
    case .tooLarge(let bytes):
      rule = .tooLarge
      limit = String(bytes)
    case .tooDeep(let levels):
      rule = .tooDeep
      limit = String(levels)
    case .tooManyKeys(let keys):
      rule = .tooMany
      limit = String(keys)
    case .invalidUTF8, .byteOrderMark: rule = .badEncoding
    case .duplicateKey: rule = .duplicateKey
    case .wrongKind(let expected, _):
      rule = .wrongType
      limit = expected.rawValue
    case .integerOutOfRange, .notAnInteger, .numberOutOfRange:
      rule = .wrongType
      limit = "integer"
    default: rule = .notJSON
    }
    let finding = Finding(field: KnownPath.prefix(of: error.path), rule: rule, limit: limit)
    self.init(findings: [finding], line: error.line, column: error.column)
  }
}

/// The part of a JSON path that names nothing but fields of the contracts.
enum KnownPath {
  private static let names: Set<Substring> = {
    let others =
      "extra sealed key_id envelope content_digest findings field rule limit request request_count is_primary docket "
      + "decision route gate confidence reasons signal words offset articles standing flags secondary confirm excerpt "
      + "decided_at list_version origin topic partition submission number sequence at event procedure from to actor "
      + "organ basis data outcome previous_hash hash"
    let steps = SubmissionField.all.flatMap { $0.path.split { ".[]".contains($0) } }
    return Set(steps + others.split(separator: " "))
  }()

  static func prefix(of path: String) -> String {
    var known: [Substring] = []
    for step in path.split(separator: ".") where step != "$" {
      let name = step.prefix { $0 != "[" }
      guard names.contains(name), step.dropFirst(name.count).allSatisfy({ "[]0123456789".contains($0) }) else { break }
      known.append(step)
    }
    return known.joined(separator: ".")
  }
}
