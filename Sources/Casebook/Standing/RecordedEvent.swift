import Casework
import Database
import Messages

/// An event of a case as far as it says what became of the case.
struct RecordedEvent: Sendable, Hashable {
  var sequence: Int
  var event: String
  var from: String?
  var to: String
  /// Milliseconds since 1970-01-01 UTC.
  var at: Int64
  var actor: String
  var organ: String?
  var outcome: String?
  /// `nil` once it was erased.
  var data: [ExtraField]?
  var effects: CaseEffects

  static let columns = "sequence, event, from_state, to_state, at, actor, organ, outcome, data, effects"

  static func read(_ row: borrowing Row) throws -> RecordedEvent {
    let data: String? = try row.get(8)
    let effects: String? = try row.get(9)
    return RecordedEvent(
      sequence: try row.get(0), event: try row.get(1), from: try row.get(2), to: try row.get(3), at: try row.get(4),
      actor: try row.get(5), organ: try row.get(6), outcome: try row.get(7), data: try data.map(EventData.decode),
      effects: try effects.map { try CaseEffectsCodec.decode($0) } ?? CaseEffects())
  }

  /// The events of a case, in order.
  static func load(_ caseID: Int64, on connection: any SQLConnection) throws -> [RecordedEvent] {
    try connection.query(
      "SELECT \(columns) FROM case_event WHERE case_id = $1 ORDER BY sequence", .integer(caseID)
    ) { try read($0) }
  }
}
