import Casework

extension DocketEntryCodec {
  static func decision(_ field: inout FieldReader) throws(MessageFault) -> RouteDecision {
    var route: RouteCode?
    var gate: String?
    var confidence: RouteDecision.Confidence?
    var decision = RouteDecision(route: .clarify, gate: "", confidence: .low, reasons: [], articles: [])
    try field.object { field, name throws(MessageFault) in
      switch name {
      case "route": route = try field.code(RouteCode.self)
      case "gate": gate = try field.text()
      case "confidence": confidence = try field.code(RouteDecision.Confidence.self)
      case "reasons":
        try field.list { field throws(MessageFault) in decision.reasons.append(try reason(&field)) }
      case "articles":
        try field.list { field throws(MessageFault) in decision.articles.append(try article(&field)) }
      case "flags": decision.flags = try field.strings()
      case "secondary":
        try field.list { field throws(MessageFault) in decision.secondary.append(try field.code(RouteCode.self)) }
      case "confirm": decision.confirm = try field.strings()
      default: break
      }
    }
    decision.route = try route.required("decision.route")
    decision.gate = try gate.required("decision.gate")
    decision.confidence = try confidence.required("decision.confidence")
    return decision
  }

  private static func reason(_ field: inout FieldReader) throws(MessageFault) -> RouteReason {
    var signal: String?
    var name: String?
    var words = ""
    var offset: Int?
    try field.object { field, key throws(MessageFault) in
      switch key {
      case "signal": signal = try field.text()
      case "field": name = try field.text()
      case "words": words = try field.text()
      case "offset": offset = try field.integer(in: 0...SubmissionLimits.record)
      default: break
      }
    }
    return RouteReason(
      signal: try signal.required("decision.reasons[].signal"), field: try name.required("decision.reasons[].field"),
      words: words, offset: offset)
  }

  private static func article(_ field: inout FieldReader) throws(MessageFault) -> LegalBasis {
    var text: String?
    var standing: LegalBasis.Standing?
    try field.object { field, key throws(MessageFault) in
      switch key {
      case "text": text = try field.text()
      case "standing": standing = try field.code(LegalBasis.Standing.self)
      default: break
      }
    }
    return LegalBasis(
      text: try text.required("decision.articles[].text"),
      standing: try standing.required("decision.articles[].standing"))
  }
}
