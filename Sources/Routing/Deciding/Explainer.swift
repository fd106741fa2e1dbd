/// Says why a condition does not hold.
struct Explainer {
  private let list: CompiledList

  init(_ list: CompiledList) { self.list = list }

  /// Adds to `missing` what would have to be there, and to `against` what stands in the way.
  func explain(_ test: Test, _ evaluator: inout Evaluator, missing: inout [String], against: inout [String]) {
    switch test {
    case .all(let parts):
      for part in parts where !evaluator.holds(part) {
        explain(part, &evaluator, missing: &missing, against: &against)
      }
    case .none(let parts):
      for part in parts where evaluator.holds(part) { against.append(name(part)) }
    case .any(let parts): missing += parts.map { name($0) }
    default: missing.append(name(test))
    }
  }

  /// The condition in the words of the list.
  private func name(_ test: Test) -> String {
    switch test {
    case .group(let group): list.groupNames[group]
    case .signal(let signal): list.signalNames[signal]
    case .all(let parts): "(" + parts.map { name($0) }.joined(separator: " & ") + ")"
    case .any(let parts): "(" + parts.map { name($0) }.joined(separator: " | ") + ")"
    case .none(let parts): "!(" + parts.map { name($0) }.joined(separator: " | ") + ")"
    case .together(let groups, let reach, _):
      groups.map { list.groupNames[$0] }.joined(separator: "+") + "@" + name(reach)
    case .apart(let group, let others, let reach):
      "\(list.groupNames[group])-\(others.map { list.groupNames[$0] }.joined(separator: "-"))@\(name(reach))"
    case .field: "field"
    case .elapsed(let days, _): "elapsed>=\(days)d"
    case .people(let count, _): "people>=\(count)"
    case .place(let place): "place=\(place.rawValue)"
    case .length(let count): "length<=\(count)"
    case .always: "always"
    }
  }

  private func name(_ reach: Condition.Reach) -> String {
    switch reach {
    case .clause: "clause"
    case .sentence: "sentence"
    case .characters(let count): "\(count)"
    }
  }
}
