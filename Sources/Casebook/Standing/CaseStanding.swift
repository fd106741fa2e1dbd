import Casework
import Messages

/// Where a case stands: what its events, one after the other, have made of it. Nothing here comes from anywhere else but
/// the day of receipt, so that a stored case can be held against its events.
struct CaseStanding: Sendable, Hashable {
  let number: String
  let receivedAt: Int64
  private(set) var sequence = 0
  private(set) var state = ""
  /// The state from which the case entered the present one.
  private(set) var enteredFrom: String?
  private(set) var place: CasePlace?
  private(set) var assignee: String?
  private(set) var outcome: String?
  private(set) var closedAt: Int64?
  private(set) var clocks: [CaseClock] = []
  private(set) var links: [CaseLink] = []
  /// What has happened, in order, mistaken steps replaced by what was right.
  private(set) var steps: [Step] = []

  /// A step as it is now known to have been.
  struct Step: Sendable, Hashable {
    var sequence: Int
    var event: String
    var data: [ExtraField]
  }

  /// - Parameter place: where the case was opened, for chains whose first event does not say so.
  init(number: String, receivedAt: Int64, place: CasePlace? = nil) {
    self.number = number
    self.receivedAt = receivedAt
    self.place = place
  }

  /// The day on which the matter was received, in Shanghai.
  var receivedOn: LocalDate { LocalDate(instant: receivedAt) }

  var isClosed: Bool { closedAt != nil }

  /// What the steps were told and settled so far, the newest value of each name.
  var data: [String: String] {
    steps.dropFirst().reduce(into: [:]) { data, step in
      for field in step.data { data[field.name] = field.value }
    }
  }

  /// How often each event has happened.
  var history: [String: Int] { steps.reduce(into: [:]) { $0[$1.event, default: 0] += 1 } }

  func clock(_ name: String) -> CaseClock? { clocks.first { $0.name == name } }

  /// The newest clock of a rule.
  func clock(ofRule rule: String) -> CaseClock? { clocks.last { $0.rule == rule } }

  // MARK: Events

  /// Takes the next event in.
  mutating func apply(_ event: RecordedEvent) throws {
    guard event.sequence == sequence + 1 else {
      throw CasebookError.inconsistent("event \(event.sequence) of \(number) follows on \(sequence)")
    }
    sequence = event.sequence
    if let correction = event.effects.correction {
      correct(correction, with: event)
    } else {
      if event.to != state { enteredFrom = state.isEmpty ? nil : state }
      steps.append(Step(sequence: event.sequence, event: event.event, data: event.data ?? []))
    }
    state = event.to
    place = event.effects.place ?? place
    if let named = event.effects.assignee { assignee = named.isEmpty ? nil : named }
    if event.effects.correction != nil { links = [] }
    for link in event.effects.links where !links.contains(link) { links.append(link) }
    for change in event.effects.clocks { try apply(change, at: event.at) }
    outcome = event.outcome
    closedAt = event.outcome == nil ? nil : closedAt ?? event.at
  }

  private mutating func correct(_ correction: CaseCorrection, with event: RecordedEvent) {
    enteredFrom = correction.enteredFrom
    guard let index = steps.firstIndex(where: { $0.sequence == correction.sequence }) else { return }
    guard let right = correction.event else {
      steps.remove(at: index)
      return
    }
    steps[index] = Step(sequence: correction.sequence, event: right, data: event.data ?? [])
  }

  private mutating func apply(_ change: ClockChange, at instant: Int64) throws {
    if let index = clocks.firstIndex(where: { $0.name == change.clock }) {
      if change.kind == .reset {
        clocks.remove(at: index)
      } else {
        try clocks[index].apply(change)
      }
    } else if change.kind == .start {
      clocks.append(try CaseClock(starting: change))
    } else {
      throw CasebookError.inconsistent("\(number) has no clock \(change.clock)")
    }
  }
}
