import Casework
import Formats

/// Events of cases as JSON, version 1 (`Topics/schemas/case-event.v1.json`).
public enum CaseEventCodec {
  static let limits = JSONLimits(size: SubmissionLimits.record, depth: 8, keysPerObject: SubmissionLimits.fields)

  /// An event of a sealed case is written with its number, sequence and time alone, whatever else it holds.
  public static func encode(_ event: CaseEvent) -> [UInt8] {
    var writer = JSONWriter(form: .canonical)
    writer.beginObject()
    writer.field("number", event.number)
    writer.key("sequence")
    writer.integer(event.sequence)
    writer.field("at", Timestamp.format(event.at))
    writer.key("sealed")
    writer.boolean(event.isSealed)
    if !event.isSealed { encodeOpen(event, into: &writer) }
    writer.endObject()
    return writer.bytes
  }

  private static func encodeOpen(_ event: CaseEvent, into writer: inout JSONWriter) {
    writer.field("event", event.event)
    writer.field("procedure", event.procedure)
    writer.field("docket", event.docket.rawValue)
    writer.field("route", event.route.rawValue)
    writer.field("from", event.from)
    writer.field("to", event.to)
    writer.field("actor", event.actor)
    writer.field("organ", event.organ)
    writer.field("reason", event.reason)
    writer.field("basis", event.basis)
    writer.fields("data", event.data)
    writer.field("outcome", event.outcome)
    if !event.effects.isEmpty {
      writer.key("effects")
      CaseEffectsCodec.encode(event.effects, into: &writer)
    }
    writer.field("previous_hash", event.previousHash)
    writer.field("hash", event.hash)
  }

  public static func decode(_ bytes: [UInt8]) throws(Refusal) -> CaseEvent {
    do {
      return try read(bytes)
    } catch {
      throw error.refusal
    }
  }

  private static func read(_ bytes: [UInt8]) throws(MessageFault) -> CaseEvent {
    var draft = Draft()
    var fields = try FieldReader(bytes, limits: limits)
    try fields.object { field, name throws(MessageFault) in try draft.take(name, &field) }
    try fields.finish()
    return try draft.finished()
  }

  private struct Draft {
    var number, event, procedure, from, to, actor, organ, reason, basis, outcome, previousHash, hash: String?
    var sequence: Int?
    var at: Int64?
    var isSealed: Bool?
    var docket: Docket?
    var route: RouteCode?
    var data: [ExtraField] = []
    var effects = CaseEffects()

    mutating func take(_ name: String, _ field: inout FieldReader) throws(MessageFault) {
      switch name {
      case "number": number = try field.text()
      case "sequence": sequence = try field.integer(in: 1...Int.max)
      case "at": at = try field.instant()
      case "sealed": isSealed = try field.boolean()
      case "event": event = try field.text()
      case "procedure": procedure = try field.text()
      case "docket": docket = try field.code(Docket.self)
      case "route": route = try field.code(RouteCode.self)
      case "from": from = try field.text()
      case "to": to = try field.text()
      case "actor": actor = try field.text()
      case "organ": organ = try field.text()
      case "reason": reason = try field.text()
      case "basis": basis = try field.text()
      case "data": data = try field.fields()
      case "outcome": outcome = try field.text()
      case "effects": effects = try CaseEffectsCodec.decode(&field)
      case "previous_hash": previousHash = try field.text()
      case "hash": hash = try field.text()
      default: break
      }
    }

    func finished() throws(MessageFault) -> CaseEvent {
      let number = try number.required("number")
      let sequence = try sequence.required("sequence")
      let at = try at.required("at")
      if try isSealed.required("sealed") { return .sealed(number: number, sequence: sequence, at: at) }
      return CaseEvent(
        number: number, sequence: sequence, event: try event.required("event"),
        procedure: try procedure.required("procedure"), docket: try docket.required("docket"),
        route: try route.required("route"), from: from, to: try to.required("to"), at: at,
        actor: try actor.required("actor"), organ: organ, reason: reason ?? "", basis: basis ?? "", data: data,
        outcome: outcome, effects: effects, previousHash: previousHash ?? "", hash: try hash.required("hash"),
        isSealed: false)
    }
  }
}

extension CaseEvent {
  public static let topic = "case-events"

  /// What the log carries of an event of a sealed case.
  public static func sealed(number: String, sequence: Int, at: Int64) -> CaseEvent {
    CaseEvent(
      number: number, sequence: sequence, event: "", procedure: "", docket: .supervision, route: .supervision,
      from: nil, to: "", at: at, actor: "", organ: nil, reason: "", basis: "", data: [], outcome: nil,
      previousHash: "", hash: "", isSealed: true)
  }
}
