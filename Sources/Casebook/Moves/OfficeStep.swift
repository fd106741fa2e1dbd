import Casework
import Messages

/// Steps that every case knows, beside those of its procedure.
enum OfficeStep: String, Sendable, CaseIterable {
  /// What a person makes of the machine's proposal.
  case confirm = "confirm_route"
  case reroute
  /// Who works the case.
  case assign = "assign_officer"
  /// The case belongs together with another one.
  case link = "link_case"
  /// A part of the matter becomes a case of its own, or another procedure goes on with it.
  case split = "split_case"
}

extension StepPlanner {
  func plan(
    _ step: OfficeStep, _ move: Move, _ standing: CaseStanding, day: LocalDate, at now: Int64
  ) throws -> PlannedEvent {
    var event = PlannedEvent(
      event: move.event, from: standing.state, to: standing.state, actor: move.actor, organ: move.organ,
      reason: move.reason, basis: "design", outcome: standing.outcome, data: move.data,
      effects: CaseEffects(role: move.role, day: Self.told(day, at: now)))
    switch step {
    case .confirm, .reroute:
      guard var place = standing.place, place.awaitsConfirmation else {
        let allowed = try procedure(of: standing).transitions(from: standing.state)
        throw MoveRefusal.notAllowed(event: move.event, state: standing.state, allowed: allowed)
      }
      event.basis = "个人信息保护法第24条第3款；信访工作条例第22条"
      place.awaitsConfirmation = false
      event.effects.place = place
      if step == .reroute { try reroute(&event, from: place, standing, day: day, at: now) }
    case .assign:
      event.effects.assignee = try value("assignee", of: move)
    case .link, .split:
      try link(&event, move, standing, day: day, at: now)
    }
    return event
  }

  private func value(_ name: String, of move: Move) throws -> String {
    guard let value = move.data.last(where: { $0.name == name })?.value, !value.isEmpty else {
      throw MoveRefusal.emptyField("data.\(name)")
    }
    return value
  }

  /// Sends a case another way: the clocks of the old procedure end, those of the new one run from receipt.
  private func reroute(
    _ event: inout PlannedEvent, from place: CasePlace, _ standing: CaseStanding, day: LocalDate, at now: Int64
  ) throws {
    let wanted = event.data.last { $0.name == "route" }?.value ?? ""
    guard let route = RouteCode(rawValue: wanted), route != place.route, let assignment = routes[route],
      let procedure = procedures[assignment.procedure]
    else { throw MoveRefusal.badRoute(wanted) }
    event.to = assignment.firstState
    event.effects.place = CasePlace(
      procedure: assignment.procedure, docket: assignment.docket, route: route, awaitsConfirmation: false,
      // What was opened as an accusation stays sealed until the supervision docket says otherwise in its own procedure.
      isSealed: place.isSealed || assignment.docket == .supervision)
    var clocks = clockPlan(event.event, standing, day: day, at: now)
    try clocks.stop { _ in true }
    let facts = CaseFacts(day: day, receivedOn: standing.receivedOn, data: standing.data)
    try clocks.open(procedure, in: assignment.firstState, facts)
    event.effects.clocks = clocks.changes
  }

  /// A repeat has no second clock while the first matter's runs (信访工作条例第19条第3款).
  private func link(
    _ event: inout PlannedEvent, _ move: Move, _ standing: CaseStanding, day: LocalDate, at now: Int64
  ) throws {
    let number = try value("case", of: move)
    guard let kind = CaseLinkKind(rawValue: try value("kind", of: move)), number != standing.number else {
      throw MoveRefusal.badLink(number)
    }
    event.effects.links = [CaseLink(kind, number)]
    guard kind == .repeatOf else { return }
    event.basis = "信访工作条例第19条第3款、第36条第3款"
    var clocks = clockPlan(event.event, standing, day: day, at: now)
    try clocks.stop { _ in true }
    event.effects.clocks = clocks.changes
  }
}
