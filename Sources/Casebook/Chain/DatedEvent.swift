import Crypto
import Database
import Formats
import Messages

/// A new event with what may be personal in it, before it is stored.
struct DatedEvent: Sendable {
  let event: ChainedEvent
  let reason: String
  /// The data as a JSON object of strings, in the order given.
  let data: String
  let salt: [UInt8]

  init(
    number: String, sequence: Int, event: String, from: String?, to: String, at: Int64, actor: String, organ: String?,
    basis: String, outcome: String?, effects: CaseEffects, reason: String, data: [ExtraField], previousHash: [UInt8]
  ) {
    let salt = RecordDigest.freshSalt()
    let json = EventData.encode(data)
    self.reason = reason
    self.data = json
    self.salt = salt
    self.event = ChainedEvent(
      number: number, sequence: sequence, event: event, from: from, to: to, at: at, actor: actor, organ: organ,
      basis: basis, outcome: outcome, effects: effects.isEmpty ? nil : CaseEffectsCodec.text(effects),
      contentDigest: ChainedEvent.contentDigest(salt: salt, reason: reason, data: json), previousHash: previousHash)
  }
}

/// Appends to the chain of one case, and puts the event into the outbox.
struct EventWriter {
  let caseID: Int64

  func append(_ dated: DatedEvent, on connection: any SQLConnection) throws {
    let event = dated.event
    let id: Int64? = try connection.scalar(
      """
      INSERT INTO case_event (case_id, sequence, event, from_state, to_state, at, actor, organ, basis, outcome, effects,
        reason, data, salt, content_digest, previous_hash, hash)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
      RETURNING id
      """,
      .integer(caseID), SQLValue(event.sequence), .text(event.event), SQLValue(event.from), .text(event.to),
      .integer(event.at), .text(event.actor), SQLValue(event.organ), .text(event.basis), SQLValue(event.outcome),
      SQLValue(event.effects), .text(dated.reason), .text(dated.data), .blob(dated.salt), .blob(event.contentDigest),
      .blob(event.previousHash), .blob(event.hash))
    guard let id else { throw CasebookError.inconsistent("an event was stored without an identity") }
    try connection.execute("INSERT INTO outbox (kind, ref) VALUES ('event', $1)", .integer(id))
  }
}

/// The data of an event as text: a JSON object of strings.
enum EventData {
  static func encode(_ fields: [ExtraField]) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    for field in fields {
      writer.key(text: field.name)
      writer.string(field.value)
    }
    writer.endObject()
    return writer.text
  }

  static func decode(_ text: String) throws -> [ExtraField] {
    guard let members = try JSONValue(parsing: text).members else {
      throw CasebookError.inconsistent("the data of an event are no JSON object")
    }
    return members.map { ExtraField(name: $0.key, value: $0.value.string ?? $0.value.description) }
  }
}
