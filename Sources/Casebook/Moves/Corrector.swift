import Casework
import Messages

/// Works out what a case comes to when one of its events was entered by mistake.
///
/// The events before the mistaken one stand as they are. The right step is taken in its place, with its own day and time,
/// and after it every later step once more, as it was told then. What the scheduler told or noted of a clock is kept where
/// it would have been told all the same, and else let go: it comes again when it is due. A step that would not have been
/// possible refuses the correction and is named: it has to be corrected first.
struct Corrector {
  let planner: StepPlanner
  let surroundings: Surroundings

  /// A step of the past, as it is to be taken once more.
  private struct Past {
    var event: RecordedEvent
    /// `nil`: it did not happen.
    var step: String?
    var data: [ExtraField]
    var day: LocalDate?
  }

  func plan(_ move: Move, of file: CaseInHand, at now: Int64) throws -> PlannedEvent {
    guard let correction = move.correction else { throw MoveRefusal.emptyField("corrects") }
    if correction.approver.isEmpty { throw MoveRefusal.emptyField("approver") }
    if correction.approver == move.actor { throw MoveRefusal.ownApproval }
    var pasts = script(of: file.events)
    guard let place = pasts.firstIndex(where: { $0.event.sequence == correction.sequence }), place > 0,
      !isOfScheduler(pasts[place].event.event), let mistaken = pasts[place].step
    else { throw MoveRefusal.notCorrectable(sequence: correction.sequence) }
    let right = self.right(correction.right, instead: mistaken)
    pasts[place] = Past(
      event: pasts[place].event, step: right, data: data(move, instead: pasts[place], right: right),
      day: move.day ?? pasts[place].day)
    let first = min(place, pasts.firstIndex { $0.step != $0.event.event } ?? place)
    let standing = try retake(pasts, from: first, correcting: correction.sequence, file.standing)
    return try event(move, correction, right, pasts[place].data, from: file.standing, to: standing)
  }

  private func right(_ right: Move.Correction.Right, instead mistaken: String) -> String? {
    switch right {
    case .sameStep: mistaken
    case .step(let event): event
    case .nothing: nil
    }
  }

  /// What the right step was told: for the same step, what the mistaken one was told, unless the correction says otherwise.
  private func data(_ move: Move, instead mistaken: Past, right: String?) -> [ExtraField] {
    guard right == mistaken.step else { return move.data }
    let kept = mistaken.data.filter { field in !move.data.contains { $0.name == field.name } }
    return kept + move.data
  }

  private func isOfScheduler(_ event: String) -> Bool {
    [ClockEventName.amber, ClockEventName.red, ClockEventName.ranOut].contains(event)
  }

  /// What has happened so far, earlier corrections made.
  private func script(of events: [RecordedEvent]) -> [Past] {
    var pasts: [Past] = []
    for event in events {
      if let correction = event.effects.correction {
        guard let index = pasts.firstIndex(where: { $0.event.sequence == correction.sequence }) else { continue }
        pasts[index].step = correction.event
        pasts[index].data = event.data ?? []
        pasts[index].day = event.effects.day ?? pasts[index].day
      } else {
        pasts.append(Past(event: event, step: event.event, data: event.data ?? [], day: event.effects.day))
      }
    }
    return pasts
  }

  // MARK: Taking the steps once more

  private func retake(
    _ pasts: [Past], from first: Int, correcting sequence: Int, _ present: CaseStanding
  ) throws -> CaseStanding {
    var standing = CaseStanding(
      number: present.number, receivedAt: present.receivedAt,
      place: pasts.first?.event.effects.place == nil ? present.place : nil)
    for past in pasts[..<first] { try standing.apply(renumbered(past.event, after: standing)) }
    for past in pasts[first...] where past.step != nil {
      do {
        guard let planned = try again(past, standing) else { continue }
        try standing.apply(planned.recorded(after: standing, at: past.event.at))
      } catch let refusal as MoveRefusal {
        throw past.event.sequence == sequence ? refusal : later(past, refusal)
      } catch let refusal as ClockRefusal {
        throw past.event.sequence == sequence ? .clock(refusal) : later(past, .clock(refusal))
      }
    }
    return standing
  }

  private func renumbered(_ event: RecordedEvent, after standing: CaseStanding) -> RecordedEvent {
    var event = event
    event.sequence = standing.sequence + 1
    return event
  }

  private func later(_ past: Past, _ refusal: MoveRefusal) -> MoveRefusal {
    .laterImpossible(sequence: past.event.sequence, event: past.event.event, because: refusal)
  }

  /// The step as it would have been; `nil` for what the scheduler would not have told.
  private func again(_ past: Past, _ standing: CaseStanding) throws -> PlannedEvent? {
    let event = past.event
    let ended = event.effects.clocks.first { [.amber, .red, .expire, .propose].contains($0.kind) }
    var expired: String?
    if let ended {
      guard let clock = standing.clock(ended.clock),
        let times = try? ClockTimes(clock, planner.law, at: event.at),
        let milestone = times.due(clock, at: event.at)
      else {
        if isOfScheduler(event.event) { return nil }
        throw MoveRefusal.notAllowed(event: event.event, state: standing.state, allowed: [])
      }
      if isOfScheduler(event.event) {
        return milestone == .expiry
          ? try planner.note(try planner.effect(of: clock, in: standing), of: clock, times, standing)
          : try planner.warn(milestone, of: clock, times, standing)
      }
      expired = clock.name
    }
    let move = Move(
      number: standing.number, event: past.step ?? "", actor: event.actor, role: event.effects.role,
      organ: event.organ, reason: "", day: past.day, data: told(past, standing))
    return try planner.plan(move, for: standing, surroundings: surroundings, at: event.at, expired: expired)
  }

  /// What the step was told, without what it settled by itself: that it settles anew.
  private func told(_ past: Past, _ standing: CaseStanding) -> [ExtraField] {
    let steps = planner.procedures[standing.place?.procedure ?? ""]?.transitions.filter { $0.event == past.step } ?? []
    return past.data.filter { field in
      !steps.contains { $0.settles[field.name] != nil || $0.settlesDay.contains(field.name) }
    }
  }

  // MARK: The correcting event

  private func event(
    _ move: Move, _ correction: Move.Correction, _ right: String?, _ data: [ExtraField],
    from present: CaseStanding, to standing: CaseStanding
  ) throws -> PlannedEvent {
    let clocks =
      present.clocks == standing.clocks
      ? [] : present.clocks.map { ClockChange(.reset, $0.name) } + standing.clocks.flatMap(\.entries)
    let planned = PlannedEvent(
      event: Move.correct, from: present.state, to: standing.state, actor: move.actor, organ: move.organ,
      reason: move.reason, basis: "design", outcome: standing.outcome, data: right == nil ? [] : data,
      effects: CaseEffects(
        role: move.role, day: move.day, place: present.place == standing.place ? nil : standing.place,
        assignee: present.assignee == standing.assignee ? nil : standing.assignee ?? "",
        clocks: clocks, links: standing.links,
        correction: CaseCorrection(
          sequence: correction.sequence, event: right, approver: correction.approver,
          enteredFrom: standing.enteredFrom)))
    var result = present
    try result.apply(planned.recorded(after: present, at: Int64.max))
    guard result.state == standing.state, result.clocks == standing.clocks, result.place == standing.place else {
      throw CasebookError.inconsistent("the correction of \(present.number) does not come to what it says")
    }
    return planned
  }
}
