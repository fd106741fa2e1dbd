import Messages
import TextMatching

/// Asks conditions of one reading, with some words out of sight; remembers what it found of each signal.
struct Evaluator {
  private let list: CompiledList
  private let reading: Reading
  private let hiddenClauses: Set<Int>
  private let hiddenGroups: Set<Int>
  /// Clauses that only signals see which look at the whole text.
  private let unfocused: Set<Int>
  private var looksEverywhere = false
  /// What was found of each signal, in the focus and everywhere.
  private var known: [Bool?]
  private var knownEverywhere: [Bool?]
  private var readCounties: Set<String>?
  private var readNumbers: (times: [TimeMention], people: [PeopleMention])?

  init(
    _ list: CompiledList, _ reading: Reading, unfocused: Set<Int>, hiddenClauses: Set<Int> = [],
    hiddenGroups: Set<Int> = []
  ) {
    self.list = list
    self.reading = reading
    self.hiddenClauses = hiddenClauses
    self.hiddenGroups = hiddenGroups
    self.unfocused = unfocused
    known = Array(repeating: nil, count: list.signals.count)
    knownEverywhere = known
  }

  /// Whether `test` holds.
  mutating func holds(_ test: Test) -> Bool {
    switch test {
    case .group(let group): return occurs(group)
    case .signal(let signal):
      return looking(for: signal) { evaluator in
        if let value = evaluator.looksEverywhere ? evaluator.knownEverywhere[signal] : evaluator.known[signal] {
          return value
        }
        let value = evaluator.holds(evaluator.list.signals[signal])
        if evaluator.looksEverywhere {
          evaluator.knownEverywhere[signal] = value
        } else {
          evaluator.known[signal] = value
        }
        return value
      }
    case .all(let parts):
      for part in parts where !holds(part) { return false }
      return true
    case .any(let parts):
      for part in parts where holds(part) { return true }
      return false
    case .none(let parts):
      for part in parts where holds(part) { return false }
      return true
    case .together(let groups, let reach, let inOrder): return !together(groups, reach, inOrder).isEmpty
    case .apart(let group, let others, let reach): return !apart(group, others, reach).isEmpty
    case .field(let condition): return condition.holds(for: reading.submission)
    case .elapsed(let days, let group): return hasElapsed(days, group)
    case .people(let count, let group): return !crowds(count, group).isEmpty
    case .place(let place):
      return place == (counties().isEmpty ? .unknown : counties().count == 1 ? .known : .ambiguous)
    case .length(let count): return reading.length <= count
    case .always: return true
    }
  }

  /// What makes `test` hold, which it must: each word with its group, each field with its value.
  mutating func evidence(for test: Test) -> [Evidence] {
    switch test {
    case .group(let group): return visible(group).prefix(3).map { .word(group: group, $0) }
    case .signal(let signal): return looking(for: signal) { $0.evidence(for: $0.list.signals[signal]) }
    case .all(let parts): return parts.flatMap { evidence(for: $0) }
    case .any(let parts): return parts.flatMap { holds($0) ? evidence(for: $0) : [] }
    case .none, .always: return []
    case .together(let groups, let reach, let inOrder): return together(groups, reach, inOrder)
    case .apart(let group, let others, let reach):
      return apart(group, others, reach).prefix(3).map { .word(group: group, $0) }
    case .field(let condition): return condition.evidence(for: reading.submission)
    case .elapsed(let days, let group):
      return [.fact(name: "elapsed", value: "\(days)")] + (group.map { evidence(for: .group($0)) } ?? [])
    case .people(let count, let group):
      return crowds(count, group).map { .fact(name: "people", value: "\($0.count)") }
    case .place: return [.fact(name: "place", value: counties().sorted().joined(separator: " "))]
    case .length: return [.fact(name: "length", value: "\(reading.length)")]
    }
  }
}

/// One thing that made a condition hold.
enum Evidence {
  case word(group: Int, Hit)
  case field(name: String, value: String)
  case fact(name: String, value: String)
}

// MARK: - Words

extension Evaluator {
  /// Runs `body` with the view that the signal has: the whole text where it or one that asks for it sees all.
  private mutating func looking<Result>(for signal: Int, _ body: (inout Evaluator) -> Result) -> Result {
    let before = looksEverywhere
    looksEverywhere = before || list.seesAll[signal] || unfocused.isEmpty
    defer { looksEverywhere = before }
    return body(&self)
  }

  private var hidesNothing: Bool {
    hiddenClauses.isEmpty && hiddenGroups.isEmpty && (looksEverywhere || unfocused.isEmpty)
  }

  private func isVisible(_ hit: Hit) -> Bool {
    !hiddenClauses.contains(hit.clause) && (looksEverywhere || !unfocused.contains(hit.clause))
  }

  private func occurs(_ group: Int) -> Bool {
    if hidesNothing { return !reading[group].isEmpty }
    return !hiddenGroups.contains(group) && reading[group].contains { isVisible($0) }
  }

  private func visible(_ group: Int) -> [Hit] {
    if hidesNothing { return Array(reading[group]) }
    return hiddenGroups.contains(group) ? [] : reading[group].filter { isVisible($0) }
  }

  /// A word of each group near the first one's; empty when there is none.
  private func together(_ groups: [Int], _ reach: Condition.Reach, _ inOrder: Bool) -> [Evidence] {
    guard let first = groups.first, groups.allSatisfy({ occurs($0) }) else { return [] }
    for hit in visible(first) {
      var found: [Evidence] = [.word(group: first, hit)]
      var last = hit
      for group in groups.dropFirst() {
        guard
          let near = visible(group).first(where: { isNear($0, hit, reach) && (!inOrder || $0.start >= last.end) })
        else { break }
        found.append(.word(group: group, near))
        last = near
      }
      if found.count == groups.count { return found }
    }
    return []
  }

  /// The words of `group` that have none of the others near them.
  private func apart(_ group: Int, _ others: [Int], _ reach: Condition.Reach) -> [Hit] {
    guard occurs(group) else { return [] }
    let disturbing = others.flatMap { visible($0) }
    return visible(group).filter { hit in !disturbing.contains { isNear($0, hit, reach) } }
  }

  private func isNear(_ left: Hit, _ right: Hit, _ reach: Condition.Reach) -> Bool {
    guard left.field == right.field else { return false }
    switch reach {
    case .clause: return left.clause == right.clause
    case .sentence: return left.sentence == right.sentence
    case .characters(let limit):
      let (first, second) = left.start <= right.start ? (left, right) : (right, left)
      guard first.end < second.start else { return true }
      // A character has at most four bytes.
      guard second.start - first.end <= 4 * limit else { return false }
      let between = reading.fields[left.field].folded.bytes[first.end..<second.start]
      return between.count { $0 & 0xC0 != 0x80 } <= limit
    }
  }

  private mutating func hasElapsed(_ days: Int, _ group: Int?) -> Bool {
    let times = numbers().times
    guard let group else { return times.contains { $0.daysAgo >= days } }
    return visible(group).contains { hit in
      times.contains { $0.sentence == hit.sentence && $0.daysAgo >= days }
    }
  }

  private mutating func crowds(_ count: Int, _ group: Int?) -> [PeopleMention] {
    if let group, !occurs(group) { return [] }
    let clauses = group.map { Set(visible($0).map(\.clause)) }
    return numbers().people.filter { $0.count >= count && clauses?.contains($0.clause) != false }
  }

  private mutating func counties() -> Set<String> {
    if let readCounties { return readCounties }
    let counties = reading.counties()
    readCounties = counties
    return counties
  }

  private mutating func numbers() -> (times: [TimeMention], people: [PeopleMention]) {
    if let readNumbers { return readNumbers }
    let numbers = reading.numbers()
    readNumbers = numbers
    return numbers
  }
}
