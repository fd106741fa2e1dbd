import Casework
import Formats

/// Effects of events as JSON: the member `effects` of a case event, and the form in which the casebook keeps them.
public enum CaseEffectsCodec {
  /// Canonical JSON.
  public static func text(_ effects: CaseEffects) -> String {
    var writer = JSONWriter(form: .canonical)
    encode(effects, into: &writer)
    return writer.text
  }

  /// Reads what ``text(_:)`` wrote.
  public static func decode(_ text: String) throws(Refusal) -> CaseEffects {
    do {
      var fields = try FieldReader(Array(text.utf8), limits: CaseEventCodec.limits)
      let effects = try decode(&fields)
      try fields.finish()
      return effects
    } catch {
      throw error.refusal
    }
  }

  static func encode(_ effects: CaseEffects, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("role", effects.role)
    writer.field("day", effects.day?.description)
    if let place = effects.place {
      writer.key("place")
      encode(place, into: &writer)
    }
    if let assignee = effects.assignee {
      writer.key("assignee")
      writer.string(assignee)
    }
    writer.list("clocks", effects.clocks) { writer, change in encode(change, into: &writer) }
    writer.list("links", effects.links) { writer, link in
      writer.field("kind", link.kind.rawValue)
      writer.field("number", link.number)
    }
    if let correction = effects.correction {
      writer.key("correction")
      writer.beginObject()
      writer.key("sequence")
      writer.integer(correction.sequence)
      writer.field("event", correction.event)
      writer.field("approver", correction.approver)
      writer.field("entered_from", correction.enteredFrom)
      writer.endObject()
    }
    writer.endObject()
  }

  private static func encode(_ place: CasePlace, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("procedure", place.procedure)
    writer.field("docket", place.docket.rawValue)
    writer.field("route", place.route.rawValue)
    writer.key("awaits_confirmation")
    writer.boolean(place.awaitsConfirmation)
    writer.key("sealed")
    writer.boolean(place.isSealed)
    writer.endObject()
  }

  private static func encode(_ change: ClockChange, into writer: inout JSONWriter) {
    writer.field("kind", change.kind.rawValue)
    writer.field("clock", change.clock)
    writer.field("rule", change.rule)
    writer.field("version", change.version?.description)
    writer.field("at", change.at?.description)
    writer.field("until", change.until?.description)
    writer.field("ground", change.ground)
    if let length = change.length {
      writer.key("length")
      writer.integer(length)
    }
    writer.field("unit", change.unit)
    writer.field("approver", change.approver)
    writer.field("event", change.event)
  }
}

// MARK: Reading

extension CaseEffectsCodec {
  static func decode(_ fields: inout FieldReader) throws(MessageFault) -> CaseEffects {
    var effects = CaseEffects()
    try fields.object { field, name throws(MessageFault) in
      switch name {
      case "role": effects.role = try field.text()
      case "day": effects.day = try field.date()
      case "place": effects.place = try place(&field)
      case "assignee": effects.assignee = try field.text()
      case "clocks":
        try field.list { entry throws(MessageFault) in effects.clocks.append(try change(&entry)) }
      case "links": try field.list { entry throws(MessageFault) in effects.links.append(try link(&entry)) }
      case "correction": effects.correction = try correction(&field)
      default: break
      }
    }
    return effects
  }

  private static func place(_ fields: inout FieldReader) throws(MessageFault) -> CasePlace {
    var procedure: String?
    var docket: Docket?
    var route: RouteCode?
    var awaits: Bool?
    var isSealed: Bool?
    try fields.object { field, name throws(MessageFault) in
      switch name {
      case "procedure": procedure = try field.text()
      case "docket": docket = try field.code(Docket.self)
      case "route": route = try field.code(RouteCode.self)
      case "awaits_confirmation": awaits = try field.boolean()
      case "sealed": isSealed = try field.boolean()
      default: break
      }
    }
    return CasePlace(
      procedure: try procedure.required("procedure"), docket: try docket.required("docket"),
      route: try route.required("route"), awaitsConfirmation: try awaits.required("awaits_confirmation"),
      isSealed: try isSealed.required("sealed"))
  }

  private static func link(_ fields: inout FieldReader) throws(MessageFault) -> CaseLink {
    var kind: CaseLinkKind?
    var number: String?
    try fields.object { field, name throws(MessageFault) in
      switch name {
      case "kind": kind = try field.code(CaseLinkKind.self)
      case "number": number = try field.text()
      default: break
      }
    }
    return CaseLink(try kind.required("kind"), try number.required("number"))
  }

  private static func correction(_ fields: inout FieldReader) throws(MessageFault) -> CaseCorrection {
    var sequence: Int?
    var event: String?
    var approver: String?
    var enteredFrom: String?
    try fields.object { field, name throws(MessageFault) in
      switch name {
      case "sequence": sequence = try field.integer(in: 1...Int.max)
      case "event": event = try field.text()
      case "approver": approver = try field.text()
      case "entered_from": enteredFrom = try field.text()
      default: break
      }
    }
    return CaseCorrection(
      sequence: try sequence.required("sequence"), event: event, approver: try approver.required("approver"),
      enteredFrom: enteredFrom)
  }

  private static func change(_ fields: inout FieldReader) throws(MessageFault) -> ClockChange {
    var kind: ClockChange.Kind?
    var clock: String?
    var change = ClockChange(.start, "")
    try fields.object { field, name throws(MessageFault) in
      switch name {
      case "kind": kind = try field.code(ClockChange.Kind.self)
      case "clock": clock = try field.text()
      case "rule": change.rule = try field.text()
      case "version": change.version = try field.date()
      case "at": change.at = try field.moment()
      case "until": change.until = try field.moment()
      case "ground": change.ground = try field.text()
      case "length": change.length = try field.integer(in: 0...Int.max)
      case "unit": change.unit = try field.text()
      case "approver": change.approver = try field.text()
      case "event": change.event = try field.text()
      default: break
      }
    }
    change.kind = try kind.required("kind")
    change.clock = try clock.required("clock")
    return change
  }
}
