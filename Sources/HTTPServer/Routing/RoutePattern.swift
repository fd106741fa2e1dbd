/// A path with names in place of some segments: `/v1/cases/{number}`, and `{rest*}` at the end for all that follows.
struct RoutePattern: Sendable, Equatable {
  enum Segment: Sendable, Equatable {
    case literal(String)
    case parameter(String)
    case rest(String)
  }

  let text: String
  let segments: [Segment]

  /// `nil` when it is not a pattern: no `/` in front, an empty or doubled name, or something behind `{rest*}`.
  init?(_ text: String) {
    guard text.hasPrefix("/") else { return nil }
    var segments: [Segment] = []
    var names: Set<String> = []
    if text != "/" {
      for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
        if case .rest = segments.last { return nil }
        guard part.hasPrefix("{"), part.hasSuffix("}") else {
          guard !part.contains(where: { $0 == "{" || $0 == "}" }) else { return nil }
          segments.append(.literal(String(part)))
          continue
        }
        let takesRest = part.hasSuffix("*}")
        let name = String(part.dropFirst().dropLast(takesRest ? 2 : 1))
        guard !name.isEmpty, names.insert(name).inserted else { return nil }
        segments.append(takesRest ? .rest(name) : .parameter(name))
      }
    }
    self.text = text
    self.segments = segments
  }
}
