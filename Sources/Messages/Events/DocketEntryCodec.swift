import Casework
import Formats

/// Docket entries as JSON, version 1 (`Topics/schemas/docket-entry.v1.json`).
public enum DocketEntryCodec {
  /// Room for the largest submission and its decision.
  static let limits = JSONLimits(
    size: SubmissionLimits.record * 2, depth: SubmissionLimits.depth + 4, keysPerObject: SubmissionLimits.fields)

  public static func encode(_ entry: DocketEntry) -> [UInt8] {
    var writer = JSONWriter(form: .canonical, capacity: entry.submission.count + 2048)
    writer.beginObject()
    writer.field("source", entry.key.source)
    writer.field("external_id", entry.key.externalID)
    writer.field("kind", entry.kind.rawValue)
    writer.key("request")
    writer.integer(entry.request)
    writer.key("request_count")
    writer.integer(entry.requestCount)
    writer.key("is_primary")
    writer.boolean(entry.isPrimary)
    writer.field("docket", entry.docket.rawValue)
    writer.key("decision")
    encode(entry.decision, into: &writer)
    writer.field("excerpt", entry.excerpt)
    writer.field("decided_at", Timestamp.format(entry.decidedAt))
    writer.key("list_version")
    writer.string(entry.listVersion)
    writer.key("origin")
    writer.beginObject()
    writer.field("topic", entry.origin.topic)
    writer.key("partition")
    writer.integer(Int(entry.origin.partition))
    writer.key("offset")
    writer.integer(entry.origin.offset)
    writer.endObject()
    writer.key("content_digest")
    writer.string(entry.contentDigest)
    writer.key("submission")
    writer.verbatim(entry.submission)
    writer.endObject()
    return writer.bytes
  }

  static func encode(_ decision: RouteDecision, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("route", decision.route.rawValue)
    writer.field("gate", decision.gate)
    writer.field("confidence", decision.confidence.rawValue)
    writer.list("reasons", decision.reasons) { writer, reason in
      writer.field("signal", reason.signal)
      writer.field("field", reason.field)
      writer.field("words", reason.words)
      if let offset = reason.offset {
        writer.key("offset")
        writer.integer(offset)
      }
    }
    writer.list("articles", decision.articles) { writer, article in
      writer.field("text", article.text)
      writer.field("standing", article.standing.rawValue)
    }
    writer.strings("flags", decision.flags)
    writer.strings("secondary", decision.secondary.map(\.rawValue))
    writer.strings("confirm", decision.confirm)
    writer.endObject()
  }

  /// Reads an entry. The submission in it stays as it is: ``SubmissionCodec`` reads it.
  public static func decode(_ bytes: [UInt8]) throws(Refusal) -> DocketEntry {
    do {
      return try read(bytes)
    } catch {
      throw error.refusal
    }
  }

  private static func read(_ bytes: [UInt8]) throws(MessageFault) -> DocketEntry {
    var draft = Draft()
    var fields = try FieldReader(bytes, limits: limits)
    try fields.object { field, name throws(MessageFault) in try draft.take(name, &field) }
    try fields.finish()
    return try draft.finished()
  }

  private struct Draft {
    var source, externalID, excerpt, listVersion, contentDigest: String?
    var kind: Submission.Kind?
    var request, requestCount: Int?
    var isPrimary: Bool?
    var docket: Docket?
    var decision: RouteDecision?
    var decidedAt: Int64?
    var origin: DocketEntry.Origin?
    var submission: [UInt8]?

    mutating func take(_ name: String, _ field: inout FieldReader) throws(MessageFault) {
      switch name {
      case "source": source = try field.text()
      case "external_id": externalID = try field.text()
      case "kind": kind = try field.code(Submission.Kind.self)
      case "request": request = try field.integer(in: 1...999)
      case "request_count": requestCount = try field.integer(in: 1...999)
      case "is_primary": isPrimary = try field.boolean()
      case "docket": docket = try field.code(Docket.self)
      case "decision": decision = try DocketEntryCodec.decision(&field)
      case "excerpt": excerpt = try field.text()
      case "decided_at": decidedAt = try field.instant()
      case "list_version": listVersion = try field.text()
      case "origin": origin = try DocketEntryCodec.origin(&field)
      case "content_digest": contentDigest = try field.text()
      case "submission": submission = try field.verbatimObject()
      default: break
      }
    }

    func finished() throws(MessageFault) -> DocketEntry {
      let request = try request.required("request")
      let count = try requestCount.required("request_count")
      guard request <= count else { throw .notAllowed("request", "1…\(count)") }
      return DocketEntry(
        key: BusinessKey(source: try source.required("source"), externalID: try externalID.required("external_id")),
        kind: try kind.required("kind"), request: request, requestCount: count,
        isPrimary: try isPrimary.required("is_primary"), docket: try docket.required("docket"),
        decision: try decision.required("decision"), excerpt: excerpt,
        decidedAt: try decidedAt.required("decided_at"), listVersion: try listVersion.required("list_version"),
        origin: try origin.required("origin"), contentDigest: try contentDigest.required("content_digest"),
        submission: try submission.required("submission"))
    }
  }

  private static func origin(_ field: inout FieldReader) throws(MessageFault) -> DocketEntry.Origin {
    var topic: String?
    var partition: Int32?
    var offset: Int64?
    try field.object { field, name throws(MessageFault) in
      switch name {
      case "topic": topic = try field.text()
      case "partition": partition = try field.integer(in: 0...Int32.max)
      case "offset": offset = try field.integer(in: 0...Int64.max)
      default: break
      }
    }
    return DocketEntry.Origin(
      topic: try topic.required("origin.topic"), partition: try partition.required("origin.partition"),
      offset: try offset.required("origin.offset"))
  }
}
