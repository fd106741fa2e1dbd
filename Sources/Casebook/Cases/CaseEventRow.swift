import Casework
import Database
import Messages

/// Reads events of cases from the store.
enum CaseEventRow {
  static let columns = """
    e.sequence, e.event, e.from_state, e.to_state, e.at, e.actor, e.organ, e.basis, e.outcome, e.reason, e.data,
    e.previous_hash, e.hash, c.number, c.procedure_id, c.docket, c.route, c.is_sealed, e.effects
    """

  /// An event as it goes out to the log: of a sealed case nothing but number, sequence and time.
  static func load(_ id: Int64, on connection: any SQLConnection) throws -> CaseEvent {
    let found: CaseEvent? = try connection.queryOne(
      "SELECT \(columns) FROM case_event e JOIN case_file c ON c.id = e.case_id WHERE e.id = $1", .integer(id)
    ) { try read($0) }
    guard let found else { throw CasebookError.inconsistent("event \(id) is missing") }
    return found.isSealed ? found.withoutContent : found
  }

  static func read(_ row: borrowing Row) throws -> CaseEvent {
    let effects: String? = try row.get(18)
    guard let docket = Docket(rawValue: try row.get(15)), let route = RouteCode(rawValue: try row.get(16)) else {
      throw CasebookError.inconsistent("a case has an unknown docket or route")
    }
    return CaseEvent(
      number: try row.get(13), sequence: try row.get(0), event: try row.get(1), procedure: try row.get(14),
      docket: docket, route: route, from: try row.get(2), to: try row.get(3), at: try row.get(4),
      actor: try row.get(5), organ: try row.get(6), reason: try row.get(9, as: String?.self) ?? "",
      basis: try row.get(7), data: try EventData.decode(try row.get(10, as: String?.self) ?? "{}"),
      outcome: try row.get(8), effects: try effects.map { try CaseEffectsCodec.decode($0) } ?? CaseEffects(),
      previousHash: RecordDigest.text(try row.get(11)),
      hash: RecordDigest.text(try row.get(12)),
      isSealed: try row.get(17))
  }
}

extension CaseEvent {
  /// What may be known of an event of a sealed case outside its docket (信访工作条例第30条).
  var withoutContent: CaseEvent { .sealed(number: number, sequence: sequence, at: at) }
}
