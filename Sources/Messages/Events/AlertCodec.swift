import Casework
import Formats

/// Alerts as JSON, version 1 (`Topics/schemas/alert.v1.json`).
public enum AlertCodec {
  /// An alert about a sealed case is written with its number, sequence and time alone, whatever else it holds.
  public static func encode(_ alert: Alert) -> [UInt8] {
    var writer = JSONWriter(form: .canonical)
    writer.beginObject()
    writer.field("number", alert.number)
    writer.key("sequence")
    writer.integer(alert.sequence)
    writer.field("at", Timestamp.format(alert.at))
    writer.key("sealed")
    writer.boolean(alert.isSealed)
    if !alert.isSealed { encodeOpen(alert, into: &writer) }
    writer.endObject()
    return writer.bytes
  }

  private static func encodeOpen(_ alert: Alert, into writer: inout JSONWriter) {
    writer.field("level", alert.level.rawValue)
    writer.field("procedure", alert.procedure)
    writer.field("docket", alert.docket.rawValue)
    writer.field("state", alert.state)
    writer.field("clock", alert.clock)
    writer.field("rule", alert.rule)
    writer.field("due", alert.due?.description)
    writer.key("provisional")
    writer.boolean(alert.isProvisional)
    writer.field("event", alert.event)
    writer.field("basis", alert.basis)
    writer.fields(
      "text", [ExtraField(name: "zh", value: alert.text.zh), ExtraField(name: "en", value: alert.text.en)])
  }

  public static func decode(_ bytes: [UInt8]) throws(Refusal) -> Alert {
    do {
      var draft = Draft()
      var fields = try FieldReader(bytes, limits: CaseEventCodec.limits)
      try fields.object { field, name throws(MessageFault) in try draft.take(name, &field) }
      try fields.finish()
      return try draft.finished()
    } catch {
      throw error.refusal
    }
  }

  private struct Draft {
    var number, procedure, state, clock, rule, event, basis: String?
    var sequence: Int?
    var at: Int64?
    var isSealed, isProvisional: Bool?
    var level: Alert.Level?
    var docket: Docket?
    var due: ClockMoment?
    var text: [ExtraField] = []

    mutating func take(_ name: String, _ field: inout FieldReader) throws(MessageFault) {
      switch name {
      case "number": number = try field.text()
      case "sequence": sequence = try field.integer(in: 1...Int.max)
      case "at": at = try field.instant()
      case "sealed": isSealed = try field.boolean()
      case "level": level = try field.code(Alert.Level.self)
      case "procedure": procedure = try field.text()
      case "docket": docket = try field.code(Docket.self)
      case "state": state = try field.text()
      case "clock": clock = try field.text()
      case "rule": rule = try field.text()
      case "due": due = try field.moment()
      case "provisional": isProvisional = try field.boolean()
      case "event": event = try field.text()
      case "basis": basis = try field.text()
      case "text": text = try field.fields()
      default: break
      }
    }

    func finished() throws(MessageFault) -> Alert {
      let number = try number.required("number")
      let sequence = try sequence.required("sequence")
      let at = try at.required("at")
      if try isSealed.required("sealed") { return .sealed(number: number, sequence: sequence, at: at) }
      return Alert(
        number: number, sequence: sequence, at: at, isSealed: false, level: try level.required("level"),
        procedure: try procedure.required("procedure"), docket: try docket.required("docket"),
        state: try state.required("state"), clock: try clock.required("clock"), rule: try rule.required("rule"),
        due: due, isProvisional: try isProvisional.required("provisional"), event: event,
        basis: try basis.required("basis"), text: try words())
    }

    private func words() throws(MessageFault) -> Bilingual {
      func word(_ name: String) -> String? { text.last { $0.name == name }?.value }
      return Bilingual(try word("zh").required("text.zh"), try word("en").required("text.en"))
    }
  }
}
