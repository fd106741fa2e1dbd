import Casework
import Messages

/// Decides whether a step may be taken, and what it does: pure, so that a correction can take the steps of a case once
/// more as they would have been.
struct StepPlanner: Sendable {
  let procedures: [String: Procedure]
  let routes: [RouteCode: RouteAssignment]
  let law: ClockLaw
  let exclusivity: Exclusivity

  /// The event that a move appends.
  ///
  /// - Parameters:
  ///   - surroundings: what other cases and the matter's parties say of this one.
  ///   - now: milliseconds since 1970-01-01 UTC.
  ///   - expired: the clock whose end brings the step about.
  /// - Throws: ``MoveRefusal``, ``ClockRefusal``.
  func plan(
    _ move: Move, for standing: CaseStanding, surroundings: Surroundings, at now: Int64, expired: String? = nil
  ) throws -> PlannedEvent {
    let day = try stepDay(move, standing, now)
    if let step = OfficeStep(rawValue: move.event) {
      return try plan(step, move, standing, day: day, at: now)
    }
    if standing.place?.awaitsConfirmation == true, move.role != Transition.system {
      throw MoveRefusal.awaitsConfirmation(event: move.event)
    }
    let procedure = try procedure(of: standing)
    // A closed case takes only the steps that leave it closed, such as an opinion letter.
    if standing.isClosed, !procedure.transitions(from: standing.state).contains(where: { $0.event == move.event }) {
      throw MoveRefusal.closed(state: standing.state)
    }
    var given = Dictionary(move.data.map { ($0.name, $0.value) }) { _, last in last }
    var facts = self.facts(of: standing, surroundings, move, day: day, at: now)
    facts.data.merge(given) { _, new in new }
    let transition = try transition(for: move, in: procedure, standing, given, facts)
    try checkRole(of: move, for: transition)
    // What the step settles by itself stands beside what the officer gave; the procedure's word counts.
    given.merge(transition.settles) { _, settled in settled }
    for name in transition.settlesDay { given[name] = day.description }
    facts.data.merge(given) { _, new in new }
    var clocks = clockPlan(move.event, standing, day: day, at: now)
    if let expired {
      try clocks.record(ClockChange(.expire, expired, at: .day(day), event: move.event))
    }
    try clocks.take(transition, facts)
    let to = procedure.state(transition.to)
    // What nobody can do any more in a case that is over, no clock counts any more.
    if to?.isTerminal == true { try clocks.stop { procedure.clock($0.rule)?.outlives != true } }
    return PlannedEvent(
      event: move.event, from: standing.state, to: transition.to, actor: move.actor, organ: move.organ,
      reason: move.reason, basis: transition.basis, outcome: to?.outcome?.code,
      data: Self.fields(given, as: move.data),
      effects: CaseEffects(
        role: move.role, day: Self.told(day, at: now), clocks: clocks.changes,
        links: try links(transition, given, standing)))
  }

  func clockPlan(_ event: String, _ standing: CaseStanding, day: LocalDate, at now: Int64) -> ClockPlan {
    var plan = ClockPlan(standing.clocks, law, event: event, day: day, at: now)
    plan.receivedAt = standing.receivedAt
    return plan
  }

  func procedure(of standing: CaseStanding) throws -> Procedure {
    let id = standing.place?.procedure ?? ""
    guard let procedure = procedures[id] else { throw CasebookError.unknownProcedure(id) }
    return procedure
  }

  func facts(
    of standing: CaseStanding, _ surroundings: Surroundings, _ move: Move, day: LocalDate, at now: Int64
  ) -> CaseFacts {
    var clocks: [String: ClockFact] = [:]
    // The newest of each rule stands last.
    for clock in standing.clocks { clocks[clock.rule] = clock.fact(law, at: now) }
    return CaseFacts(
      day: day, receivedOn: standing.receivedOn, data: standing.data, clocks: clocks, links: surroundings.links,
      history: standing.history, enteredFrom: standing.enteredFrom, organ: move.organ, accused: surroundings.accused,
      exclusivity: exclusivity)
  }

  private func transition(
    for move: Move, in procedure: Procedure, _ standing: CaseStanding, _ given: [String: String], _ facts: CaseFacts
  ) throws -> Transition {
    do {
      return try procedure.step(move.event, from: standing.state, given: given, facts: facts)
    } catch {
      switch error {
      case .unknownEvent(let allowed):
        throw MoveRefusal.notAllowed(event: move.event, state: standing.state, allowed: allowed)
      case .guards(let transition, let failed): throw MoveRefusal.guards(transition, failed: failed)
      case .datum(_, let datum): throw MoveRefusal.datum(datum)
      }
    }
  }

  private func checkRole(of move: Move, for transition: Transition) throws {
    guard let role = move.role, transition.allows(role: role) else {
      throw MoveRefusal.role(event: move.event, given: move.role, allowed: transition.actors)
    }
  }

  /// The day of the step: today, or the day that the officer names, which lies neither before receipt nor ahead.
  private func stepDay(_ move: Move, _ standing: CaseStanding, _ now: Int64) throws -> LocalDate {
    let today = LocalDate(instant: now)
    guard let day = move.day else { return today }
    if day > today { throw MoveRefusal.day(.inFuture, day, limit: today) }
    if day < standing.receivedOn { throw MoveRefusal.day(.beforeReceipt, day, limit: standing.receivedOn) }
    return day
  }

  /// The day of a step, where it says more than the time at which it is recorded.
  static func told(_ day: LocalDate, at now: Int64) -> LocalDate? { day == LocalDate(instant: now) ? nil : day }

  private func links(
    _ transition: Transition, _ given: [String: String], _ standing: CaseStanding
  ) throws -> [CaseLink] {
    try transition.links.compactMap { step in
      guard let number = given[step.datum] else { return nil }
      if number == standing.number { throw MoveRefusal.badLink(number) }
      return CaseLink(step.kind, number)
    }
  }

  /// In the order in which they were given, then what the step settled by itself.
  private static func fields(_ values: [String: String], as given: [ExtraField]) -> [ExtraField] {
    var names: [String] = []
    for field in given where !names.contains(field.name) { names.append(field.name) }
    names += values.keys.filter { !names.contains($0) }.sorted()
    return names.compactMap { name in values[name].map { ExtraField(name: name, value: $0) } }
  }
}
