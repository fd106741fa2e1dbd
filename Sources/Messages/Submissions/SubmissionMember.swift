/// The names of the contract's fields, as they stand in JSON.
enum SubmissionMember: Sendable {
  case kind, extra, sealed, findings, attachments, caller, against, respondent, act, requests, compensation
  case attachedReview
  case parties(SubmissionField.PartyList)
  case field(SubmissionField)

  static let table = WordTable<SubmissionMember>([
    "source": .field(.source), "external_id": .field(.externalID), "received_at": .field(.receivedAt),
    "channel": .field(.channel), "region": .field(.region), "place": .field(.place), "text": .field(.text),
    "matter": .field(.matter), "caller": .caller, "against": .against, "people_count": .field(.peopleCount),
    "attachments": .attachments, "previous_number": .field(.previousNumber), "kind": .kind, "extra": .extra,
    "sealed": .sealed, "findings": .findings, "applicants": .parties(.applicants),
    "representatives": .parties(.representatives), "respondents": .parties(.respondents), "respondent": .respondent,
    "act": .act, "requests": .requests, "compensation": .compensation, "attached_review": .attachedReview,
    "delivery": .field(.delivery), "dispute_type": .field(.disputeType), "amount": .field(.amount),
    "wanted": .field(.wanted), "requested_by": .field(.requestedBy), "consent": .field(.consent),
  ])
}

/// The names of the fields inside the contract's objects.
enum PartWords {
  static let attachment = WordTable<SubmissionField.AttachmentPart>([
    "uri": .uri, "name": .name, "media_type": .mediaType, "size": .size, "digest": .digest,
  ])
  static let caller = WordTable<SubmissionField.CallerPart>([
    "disclosure": .disclosure, "name": .name, "identity_number": .identityNumber, "telephone": .telephone,
    "address": .address,
  ])
  static let accused = WordTable<SubmissionField.AccusedPart>(["name": .name, "kind": .kind])
  static let party = WordTable<SubmissionField.PartyPart>([
    "kind": .kind, "name": .name, "identity_number": .identityNumber, "legal_representative": .legalRepresentative,
    "telephone": .telephone, "address": .address,
  ])
  static let organ = WordTable<SubmissionField.OrganPart>(["name": .name, "code": .code])
  static let act = WordTable<SubmissionField.ActPart>([
    "kind": .kind, "document_number": .documentNumber, "made_on": .madeOn, "known_on": .knownOn, "summary": .summary,
  ])
  static let compensation = WordTable<SubmissionField.CompensationPart>(["amount": .amount, "reason": .reason])
  static let review = WordTable<SubmissionField.ReviewPart>(["document": .document, "reason": .reason])
  static let sealed = WordTable<SealedMember>([
    "key_id": .keyID, "envelope": .envelope, "content_digest": .contentDigest,
  ])
  static let finding = WordTable<FindingMember>(["field": .field, "rule": .rule, "limit": .limit])
}

/// A field with a bound on its length.
protocol BoundedPart {
  /// Unicode scalars.
  var limit: Int { get }
}

enum SealedMember: String, Sendable, BoundedPart {
  case keyID = "key_id"
  case envelope
  case contentDigest = "content_digest"

  var limit: Int {
    switch self {
    case .keyID, .contentDigest: SubmissionLimits.name
    case .envelope: SubmissionLimits.envelope
    }
  }
}

enum FindingMember: String, Sendable, BoundedPart {
  case field, rule, limit

  /// The limit that a finding names is a number or a list of codes.
  var limit: Int { SubmissionLimits.findingText }
}

extension SubmissionField {
  /// Whether other systems write the field as a number, too.
  var takesNumbers: Bool {
    switch self {
    case .externalID, .region, .previousNumber, .peopleCount, .amount, .compensation(.amount), .attachment(.size),
      .caller(.telephone), .caller(.identityNumber), .party(_, .telephone), .party(_, .identityNumber),
      .respondent(.code), .act(.documentNumber):
      true
    default: false
    }
  }
}
