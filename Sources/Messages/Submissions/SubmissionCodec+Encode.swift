import Casework
public import Formats

extension SubmissionCodec {
  /// The canonical form: fields in one order, nothing that is empty, dates at +08:00, no white space, the shortest
  /// escapes. Reading it gives the same submission.
  public static func encode(_ submission: Submission) -> [UInt8] {
    var writer = JSONWriter(form: .canonical, capacity: submission.text.utf8.count + 1024)
    encode(submission, into: &writer)
    return writer.bytes
  }

  /// Writes the canonical form as the writer's next value.
  public static func encode(_ submission: Submission, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("source", submission.key.source)
    writer.field("external_id", submission.key.externalID)
    writer.field("received_at", Timestamp.format(submission.receivedAt))
    writer.field("channel", submission.channel.rawValue)
    writer.field("region", submission.region)
    writer.field("place", submission.place)
    writer.field("text", submission.text)
    switch submission.details {
    case .hotline(let details): encode(details, into: &writer)
    case .reconsideration(let details): encode(details, into: &writer)
    case .mediation(let details): encode(details, into: &writer)
    }
    writer.list("attachments", submission.attachments) { writer, attachment in
      writer.field("uri", attachment.uri)
      writer.field("name", attachment.name)
      writer.field("media_type", attachment.mediaType)
      if let size = attachment.size {
        writer.key("size")
        writer.integer(size)
      }
      writer.field("digest", attachment.digest)
    }
    writer.field("previous_number", submission.previousNumber)
    writer.fields("extra", submission.extra)
    writer.list("sealed", submission.sealed) { writer, part in
      writer.field("key_id", part.keyID)
      writer.field("envelope", part.envelope)
      writer.field("content_digest", part.contentDigest)
    }
    writer.list("findings", submission.findings) { writer, finding in
      writer.key("field")
      writer.string(finding.field)
      writer.field("rule", finding.rule.rawValue)
      writer.field("limit", finding.limit)
    }
    writer.endObject()
  }

  private static func encode(_ details: HotlineDetails, into writer: inout JSONWriter) {
    writer.field("matter", details.matter?.rawValue)
    writer.key("caller")
    writer.beginObject()
    writer.field("disclosure", details.caller.disclosure.rawValue)
    writer.field("name", details.caller.name)
    writer.field("identity_number", details.caller.identityNumber)
    writer.field("telephone", details.caller.telephone)
    writer.field("address", details.caller.address)
    writer.endObject()
    writer.list("against", details.against) { writer, accused in
      writer.field("name", accused.name)
      writer.field("kind", accused.kind.rawValue)
    }
    if let people = details.peopleCount {
      writer.key("people_count")
      writer.integer(people)
    }
  }

  private static func encode(_ details: ReconsiderationDetails, into writer: inout JSONWriter) {
    encode("applicants", details.applicants, into: &writer)
    encode("representatives", details.representatives, into: &writer)
    if let respondent = details.respondent {
      writer.key("respondent")
      writer.beginObject()
      writer.field("name", respondent.name)
      writer.field("code", respondent.code)
      writer.endObject()
    }
    if details.act != .init() {
      writer.key("act")
      writer.beginObject()
      writer.field("kind", details.act.kind)
      writer.field("document_number", details.act.documentNumber)
      writer.field("made_on", details.act.madeOn)
      writer.field("known_on", details.act.knownOn)
      writer.field("summary", details.act.summary)
      writer.endObject()
    }
    writer.strings("requests", details.requests)
    if let compensation = details.compensation {
      writer.key("compensation")
      writer.beginObject()
      writer.field("amount", compensation.amount)
      writer.field("reason", compensation.reason)
      writer.endObject()
    }
    if let review = details.attachedReview {
      writer.key("attached_review")
      writer.beginObject()
      writer.field("document", review.document)
      writer.field("reason", review.reason)
      writer.endObject()
    }
    writer.field("delivery", details.delivery?.rawValue)
  }

  private static func encode(_ details: MediationDetails, into writer: inout JSONWriter) {
    encode("applicants", details.applicants, into: &writer)
    encode("respondents", details.respondents, into: &writer)
    writer.field("dispute_type", details.disputeType)
    writer.field("amount", details.amount)
    writer.field("wanted", details.wanted)
    writer.field("requested_by", details.requestedBy.rawValue)
    writer.field("consent", details.consent.rawValue)
  }

  private static func encode(_ name: StaticString, _ people: [Person], into writer: inout JSONWriter) {
    writer.list(name, people) { writer, person in
      writer.field("kind", person.kind.rawValue)
      writer.field("name", person.name)
      writer.field("identity_number", person.identityNumber)
      writer.field("legal_representative", person.legalRepresentative)
      writer.field("telephone", person.telephone)
      writer.field("address", person.address)
    }
  }
}
