/// A field of a submission, by its place in the JSON of the contract. A column of a table is mapped to one.
public enum SubmissionField: Sendable, Hashable {
  case kind, source, externalID, receivedAt, channel, region, place, text, previousNumber
  case attachment(AttachmentPart)
  case matter
  case caller(CallerPart)
  case against(AccusedPart)
  case peopleCount
  case party(PartyList, PartyPart)
  case respondent(OrganPart)
  case act(ActPart)
  case request
  case compensation(CompensationPart)
  case attachedReview(ReviewPart)
  case delivery, disputeType, amount, wanted, requestedBy, consent

  public enum AttachmentPart: String, Sendable, Hashable, CaseIterable {
    case uri, name
    case mediaType = "media_type"
    case size, digest
  }

  public enum CallerPart: String, Sendable, Hashable, CaseIterable {
    case disclosure, name
    case identityNumber = "identity_number"
    case telephone, address
  }

  public enum AccusedPart: String, Sendable, Hashable, CaseIterable { case name, kind }

  /// `respondents` is a mediation's; a reconsideration has one organ, ``SubmissionField/respondent(_:)``.
  public enum PartyList: String, Sendable, Hashable, CaseIterable { case applicants, representatives, respondents }

  public enum PartyPart: String, Sendable, Hashable, CaseIterable {
    case kind, name
    case identityNumber = "identity_number"
    case legalRepresentative = "legal_representative"
    case telephone, address
  }

  public enum OrganPart: String, Sendable, Hashable, CaseIterable { case name, code }

  public enum ActPart: String, Sendable, Hashable, CaseIterable {
    case kind
    case documentNumber = "document_number"
    case madeOn = "made_on"
    case knownOn = "known_on"
    case summary
  }

  public enum CompensationPart: String, Sendable, Hashable, CaseIterable { case amount, reason }

  public enum ReviewPart: String, Sendable, Hashable, CaseIterable { case document, reason }

  /// The path in the JSON, with `[]` for an entry of a list: `caller.telephone`, `applicants[].name`, `requests[]`.
  public var path: String { path(at: nil) }

  /// The path of one entry, from 0: `applicants[2].name`.
  public func path(at index: Int?) -> String {
    let entry = index.map { "[\($0)]" } ?? "[]"
    return switch self {
    case .kind: "kind"
    case .source: "source"
    case .externalID: "external_id"
    case .receivedAt: "received_at"
    case .channel: "channel"
    case .region: "region"
    case .place: "place"
    case .text: "text"
    case .previousNumber: "previous_number"
    case .attachment(let part): "attachments\(entry).\(part.rawValue)"
    case .matter: "matter"
    case .caller(let part): "caller.\(part.rawValue)"
    case .against(let part): "against\(entry).\(part.rawValue)"
    case .peopleCount: "people_count"
    case .party(let list, let part): "\(list.rawValue)\(entry).\(part.rawValue)"
    case .respondent(let part): "respondent.\(part.rawValue)"
    case .act(let part): "act.\(part.rawValue)"
    case .request: "requests\(entry)"
    case .compensation(let part): "compensation.\(part.rawValue)"
    case .attachedReview(let part): "attached_review.\(part.rawValue)"
    case .delivery: "delivery"
    case .disputeType: "dispute_type"
    case .amount: "amount"
    case .wanted: "wanted"
    case .requestedBy: "requested_by"
    case .consent: "consent"
    }
  }

  /// The field with this path, as ``path`` writes it.
  public init?(path: String) {
    guard let field = Self.byPath[path] else { return nil }
    self = field
  }

  /// Whether submissions of this kind have the field.
  public func belongs(to kind: Submission.Kind) -> Bool {
    switch self {
    case .kind, .source, .externalID, .receivedAt, .channel, .region, .place, .text, .previousNumber, .attachment: true
    case .matter, .caller, .against, .peopleCount: kind == .hotline
    case .party(let list, _):
      switch list {
      case .applicants: kind != .hotline
      case .representatives: kind == .reconsideration
      case .respondents: kind == .mediation
      }
    case .respondent, .act, .request, .compensation, .attachedReview, .delivery: kind == .reconsideration
    case .disputeType, .amount, .wanted, .requestedBy, .consent: kind == .mediation
    }
  }

  /// Every field there is.
  public static let all: [SubmissionField] =
    [.kind, .source, .externalID, .receivedAt, .channel, .region, .place, .text, .previousNumber]
    + AttachmentPart.allCases.map { .attachment($0) }
    + [.matter] + CallerPart.allCases.map { .caller($0) } + AccusedPart.allCases.map { .against($0) } + [.peopleCount]
    + PartyList.allCases.flatMap { list in PartyPart.allCases.map { .party(list, $0) } }
    + OrganPart.allCases.map { .respondent($0) } + ActPart.allCases.map { .act($0) } + [.request]
    + CompensationPart.allCases.map { .compensation($0) } + ReviewPart.allCases.map { .attachedReview($0) }
    + [.delivery, .disputeType, .amount, .wanted, .requestedBy, .consent]

  private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
}
