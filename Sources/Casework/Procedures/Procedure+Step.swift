extension Procedure {
  /// Why a step is not allowed.
  public enum StepRefusal: Error, Sendable, Hashable {
    /// The state does not know the event; these it does know.
    case unknownEvent(allowed: [Transition])
    /// A guard does not hold; the step that came nearest, and all of its guards that fail.
    case guards(Transition, failed: [Guard])
    /// A datum is missing, has the wrong form, or is a day on the wrong side of the step's.
    case datum(Transition, RequiredDatum)
  }

  /// The step that an event takes in a state. Of several with the same event, the one whose guards hold.
  ///
  /// - Parameters:
  ///   - given: the data that come with the step, by name.
  ///   - facts: the case, with `given` among its data.
  public func step(_ event: String, from state: String, given: [String: String], facts: CaseFacts)
    throws(StepRefusal) -> Transition
  {
    let candidates = transitions(from: state).filter { $0.event == event }
    guard let first = candidates.first else { throw .unknownEvent(allowed: transitions(from: state)) }
    let fitting = candidates.filter { $0.failedGuards(facts).isEmpty }
    if let step = fitting.first(where: { $0.missing(given, facts) == nil }) { return step }
    if let step = fitting.first, let datum = step.missing(given, facts) { throw .datum(step, datum) }
    let nearest = candidates.min { $0.failedGuards(facts).count < $1.failedGuards(facts).count } ?? first
    throw .guards(nearest, failed: nearest.failedGuards(facts))
  }
}

extension Transition {
  /// The guards that do not hold.
  public func failedGuards(_ facts: CaseFacts) -> [Guard] { guards.filter { !$0.holds(facts) } }

  /// The first datum that is missing or refused.
  public func missing(_ given: [String: String], _ facts: CaseFacts) -> RequiredDatum? {
    let required = requires.first { datum in given[datum.name].map { !datum.accepts($0, on: facts.day) } ?? true }
    if let required { return required }
    let needed = needs.first { datum in
      // A day told before was judged on the day of its own step.
      guard let value = given[datum.name] else { return facts.data[datum.name].map { !datum.form.accepts($0) } ?? true }
      return !datum.accepts(value, on: facts.day)
    }
    if let needed { return needed }
    return takes.first { datum in given[datum.name].map { !datum.accepts($0, on: facts.day) } ?? false }
  }

  /// Whether a role may take the step.
  public func allows(role: String) -> Bool { actors.contains(role) }

  /// The clocks that the step starts, with their first days; a clock whose day is not known yet has none.
  public func clocksToStart(_ facts: CaseFacts) -> [(rule: String, from: LocalDate?)] {
    starts.filter { start in start.conditions.allSatisfy { $0.holds(facts) } }
      .map { ($0.rule, facts.day($0.from)) }
  }
}
