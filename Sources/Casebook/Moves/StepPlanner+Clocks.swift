import Casework
import Messages

/// Events that the scheduler records of clocks, beside the steps of the procedures.
enum ClockEventName {
  static let amber = "clock_amber"
  static let red = "clock_red"
  /// The state stays, and what follows is a note or a question to an officer.
  static let ranOut = "clock_ran_out"
}

extension StepPlanner {
  /// What follows in the case's state when a clock runs out.
  func effect(of clock: CaseClock, in standing: CaseStanding) throws -> ProcedureExpiry? {
    try procedure(of: standing).clock(clock.rule)?.effect(in: standing.state)
  }

  /// A warning that a clock will soon run out.
  func warn(
    _ milestone: ClockMilestone, of clock: CaseClock, _ times: ClockTimes, _ standing: CaseStanding
  ) throws -> PlannedEvent {
    let isRed = milestone == .red
    return try record(
      isRed ? ClockEventName.red : ClockEventName.amber, of: clock, times, standing,
      ClockChange(isRed ? .red : .amber, clock.name), reason: nil, basis: nil)
  }

  /// That a clock has run out, where no step follows by itself.
  func note(
    _ effect: ProcedureExpiry?, of clock: CaseClock, _ times: ClockTimes, _ standing: CaseStanding
  ) throws -> PlannedEvent {
    let change: ClockChange
    switch effect?.consequence {
    case .record(let event), .propose(let event):
      // A closed case takes no more steps: that the time is over is all there is to say.
      change =
        standing.isClosed
        ? ClockChange(.expire, clock.name, event: ProcedureExpiry.Note.lapsed.rawValue)
        : ClockChange(.propose, clock.name, event: event)
    case .note(let note): change = ClockChange(.expire, clock.name, event: note.rawValue)
    case nil: change = ClockChange(.expire, clock.name, event: ProcedureExpiry.Note.overdue.rawValue)
    }
    return try record(
      ClockEventName.ranOut, of: clock, times, standing, change, reason: effect?.wording.zh, basis: effect?.basis)
  }

  private func record(
    _ event: String, of clock: CaseClock, _ times: ClockTimes, _ standing: CaseStanding, _ change: ClockChange,
    reason: String?, basis: String?
  ) throws -> PlannedEvent {
    var change = change
    change.at = times.reading.due
    let rule = try law.deadlines.rule(clock.rule, startingOn: clock.ledger.start.at.date)
    return PlannedEvent(
      event: event, from: standing.state, to: standing.state, actor: ClockSettler.actor, organ: nil,
      reason: reason ?? rule.title.zh, basis: basis ?? rule.basis, outcome: standing.outcome, data: [],
      effects: CaseEffects(role: Transition.system, clocks: [change]))
  }

  /// The words of an alert.
  func wording(
    _ milestone: ClockMilestone, of rule: DeadlineRule, _ times: ClockTimes, _ effect: ProcedureExpiry?
  ) -> Bilingual {
    let due = times.reading.due?.description ?? "-"
    switch milestone {
    case .amber, .red:
      return Bilingual("\(rule.title.zh)：\(due) 届满", "\(rule.title.en): ends on \(due)")
    case .expiry:
      let words = effect?.wording
      return Bilingual(
        "\(rule.title.zh)：已于 \(due) 届满" + (words.map { "，\($0.zh)" } ?? ""),
        "\(rule.title.en): ended on \(due)" + (words.map { "; \($0.en)" } ?? ""))
    }
  }
}
