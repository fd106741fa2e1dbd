import Formats

/// A route decision by itself as JSON, in the form that it has inside a docket entry.
public enum RouteDecisionCodec {
  public static func encode(_ decision: RouteDecision) -> [UInt8] {
    var writer = JSONWriter(form: .canonical)
    DocketEntryCodec.encode(decision, into: &writer)
    return writer.bytes
  }

  /// Reads what ``encode(_:)`` wrote.
  public static func decode(_ bytes: [UInt8]) throws(Refusal) -> RouteDecision {
    do {
      var field = try FieldReader(bytes, limits: JSONLimits.standard)
      return try DocketEntryCodec.decision(&field)
    } catch {
      throw error.refusal
    }
  }
}
