/// A step with all that may come of it: which of its clocks start depends on data.
struct PossibleStep {
  struct Outcome {
    /// What has to hold, one of these.
    var alternatives: [Conjunction]
    var starts: Set<Int>

    /// - Parameter known: what a variable may be; `nil`: anything.
    func fits(_ known: (Variable) -> ValueSet?) -> Bool {
      alternatives.contains { demands in
        demands.allSatisfy { variable, values in known(variable).map { !$0.intersection(values).isEmpty } ?? true }
      }
    }
  }

  let transition: Transition
  let outcomes: [Outcome]
  let stops: Set<Int>
  let suspends: Set<Int>
  let resumes: Set<Int>

  init(_ transition: Transition, rules: [String: Int], logic: Satisfiability) {
    self.transition = transition
    let select = { (selection: ClockSelection) in Set(rules.filter { selection.contains($0.key) }.values) }
    stops = select(transition.stops)
    resumes = select(transition.resumes)
    // Of all clocks only those stand still whose rule knows the ground, so none is sure to.
    if case .rules? = transition.suspends?.clocks {
      suspends = transition.suspends.map { select($0.clocks) } ?? []
    } else {
      suspends = []
    }
    let known = Set((transition.requires + transition.needs).map(\.name) + transition.settlesDay)
    var outcomes = [Outcome(alternatives: logic.alternatives(.all(transition.demands)), starts: [])]
    for start in transition.starts {
      guard let rule = rules[start.rule] else { continue }
      outcomes = outcomes.flatMap { outcome -> [Outcome] in
        var started = Self.narrow(outcome, logic.alternatives(.all(start.conditions)))
        started.starts.insert(rule)
        var without = Self.narrow(outcome, logic.alternatives(.all(start.conditions), isNegated: true))
        // A clock that counts from a day not told yet does not start with the step.
        if case .datum(let name) = start.from, !known.contains(name), start.conditions.isEmpty { without = outcome }
        return [started, without].filter { !$0.alternatives.isEmpty }
      }
    }
    self.outcomes = outcomes
  }

  private static func narrow(_ outcome: Outcome, _ more: [Conjunction]) -> Outcome {
    Outcome(
      alternatives: outcome.alternatives.flatMap { one in more.compactMap { Satisfiability.join(one, $0) } },
      starts: outcome.starts)
  }
}

extension Predicate {
  /// The data that the predicate asks about.
  var data: [String] {
    switch self {
    case .oneOf(let datum, _), .present(let datum), .number(let datum, _), .amount(let datum, _): [datum]
    case .not(let inner): inner.data
    case .any(let parts), .all(let parts): parts.flatMap(\.data)
    default: []
    }
  }

  /// Whether the predicate asks from where the case came.
  var asksWhereFrom: Bool {
    switch self {
    case .cameFrom: true
    case .not(let inner): inner.asksWhereFrom
    case .any(let parts), .all(let parts): parts.contains(where: \.asksWhereFrom)
    default: false
    }
  }
}
