import Casework
import Messages

/// Makes the first event of a case: where it is worked, and the clocks that run from its receipt.
struct OpeningEvent {
  let number: String
  let receivedAt: Int64
  let now: Int64

  init(_ number: String, receivedAt: Int64, at now: Int64) {
    self.number = number
    self.receivedAt = receivedAt
    self.now = now
  }

  /// Of a request that the router brought here.
  func routed(
    _ entry: DocketEntry, to place: CasePlace, state: String, _ procedure: Procedure?, _ law: ClockLaw
  ) throws -> (dated: DatedEvent, standing: CaseStanding) {
    try make(
      PlannedEvent(
        event: "opened", from: "", to: state, actor: "system:router", organ: nil,
        reason: entry.decision.route.title.zh, basis: entry.decision.articles.map(\.text).joined(separator: "；"),
        outcome: nil,
        data: [
          ExtraField(name: "gate", value: entry.decision.gate),
          ExtraField(name: "confidence", value: entry.decision.confidence.rawValue),
          ExtraField(name: "list_version", value: entry.listVersion),
          ExtraField(name: "submission", value: entry.contentDigest),
        ], effects: CaseEffects(place: place)), procedure, law)
  }

  /// Adds the clocks that start with the case, and dates the event.
  func make(
    _ planned: PlannedEvent, _ procedure: Procedure?, _ law: ClockLaw
  ) throws -> (dated: DatedEvent, standing: CaseStanding) {
    var planned = planned
    let receivedOn = LocalDate(instant: receivedAt)
    if let procedure {
      var plan = ClockPlan([], law, event: planned.event, day: LocalDate(instant: now), at: now)
      plan.receivedAt = receivedAt
      let facts = CaseFacts(day: plan.day, receivedOn: receivedOn)
      // A case opens all the same where a period cannot be reckoned; the event says which clock it has not.
      let missing = plan.openWhatCanBe(procedure, in: planned.to, facts)
      if !missing.isEmpty {
        planned.data.append(ExtraField(name: "clocks_not_started", value: missing.joined(separator: " ")))
      }
      planned.effects.clocks = plan.changes
    }
    var standing = CaseStanding(number: number, receivedAt: receivedAt)
    try standing.apply(
      RecordedEvent(
        sequence: 1, event: planned.event, from: nil, to: planned.to, at: now, actor: planned.actor,
        organ: planned.organ, outcome: nil, data: planned.data, effects: planned.effects))
    let dated = DatedEvent(
      number: number, sequence: 1, event: planned.event, from: nil, to: planned.to, at: now, actor: planned.actor,
      organ: planned.organ, basis: planned.basis, outcome: nil, effects: planned.effects, reason: planned.reason,
      data: planned.data, previousHash: ChainedEvent.genesis)
    return (dated, standing)
  }
}
