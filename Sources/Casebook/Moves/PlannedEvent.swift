import Casework
import Messages

/// An event that may be appended: what it is told, and what it does.
struct PlannedEvent: Sendable, Hashable {
  var event: String
  var from: String
  var to: String
  var actor: String
  var organ: String?
  var reason: String
  var basis: String
  var outcome: String?
  var data: [ExtraField]
  var effects: CaseEffects

  /// The event as the standing takes it in.
  func recorded(after standing: CaseStanding, at instant: Int64) -> RecordedEvent {
    RecordedEvent(
      sequence: standing.sequence + 1, event: event, from: from, to: to, at: instant, actor: actor, organ: organ,
      outcome: outcome, data: data, effects: effects)
  }
}
