import Messages
import TextMatching

/// Turns evidence into the reasons that a decision carries: the words as the citizen wrote them.
struct Reasons {
  private let list: CompiledList
  private let reading: Reading
  private let isRedacted: Bool

  init(_ list: CompiledList, _ reading: Reading, redacted: Bool) {
    self.list = list
    self.reading = reading
    isRedacted = redacted
  }

  /// Each piece of `evidence` once, in its order.
  func reasons(_ evidence: [Evidence]) -> [RouteReason] {
    var seen = Set<RouteReason>()
    return evidence.map { reason($0) }.filter { seen.insert($0).inserted }
  }

  private func reason(_ piece: Evidence) -> RouteReason {
    switch piece {
    case .field(let name, let value): return RouteReason(signal: "field", field: name, words: value, offset: nil)
    case .fact(let name, let value): return RouteReason(signal: name, field: "text", words: value, offset: nil)
    case .word(let group, let hit):
      let field = reading.fields[hit.field]
      if isRedacted { return RouteReason(signal: list.groupNames[group], field: field.name, words: "", offset: nil) }
      let range = field.folded.original(hit.start..<hit.end)
      return RouteReason(
        signal: list.groupNames[group], field: field.name, words: field.words(in: range),
        offset: field.characters(before: range.lowerBound))
    }
  }
}
