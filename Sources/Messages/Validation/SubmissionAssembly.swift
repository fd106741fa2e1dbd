import Casework

/// The one place where the fields of a submission are judged, whether they come from JSON or from the cells of a table.
///
/// Fields are given one by one as UTF-8, in any order; ``finish()`` judges what concerns several of them and hands the
/// submission over, or the refusal.
struct SubmissionAssembly {
  let kind: Submission.Kind
  let context: ValidationContext
  var faults = Faults()
  /// Bytes taken so far.
  var volume = 0

  var source: String?
  var externalID: String?
  var receivedAt: Int64?
  var channel: Submission.Channel?
  var region: String?
  var place: String?
  var text: String?
  var previousNumber: String?
  var attachments: [Attachment] = []
  var extra: [ExtraField] = []
  var sealed: [SealedPart] = []

  var matter: HotlineDetails.MatterKind?
  var disclosure: Caller.Disclosure?
  var caller = Caller(disclosure: .anonymous)
  var against: [Accused] = []
  var peopleCount: Int?

  var applicants: [Entrant] = []
  var representatives: [Entrant] = []
  var respondents: [Entrant] = []
  var respondent: Organ?
  var act = ReconsiderationDetails.Act()
  var requests: [String] = []
  var compensation: ReconsiderationDetails.Compensation?
  var review: ReconsiderationDetails.AttachedReview?
  var delivery: ReconsiderationDetails.Delivery?

  var disputeType: String?
  var amount: String?
  var wanted: String?
  var requestedBy: MediationDetails.RequestedBy?
  var consent: MediationDetails.Consent?

  /// A person whose kind may still be unsaid.
  struct Entrant {
    var kind: Person.Kind?
    var person = Person(kind: .natural)
  }

  init(kind: Submission.Kind, context: ValidationContext) {
    self.kind = kind
    self.context = context
  }

  /// Takes the value of a field. For a field of a list, the entry must have been added with ``addEntry(to:)``.
  mutating func take(_ field: SubmissionField, _ raw: Span<UInt8>, at index: Int = 0) {
    volume += raw.count
    switch field {
    case .kind: break
    case .source: takeSource(raw)
    case .externalID: takeExternalID(raw)
    case .text: text = words(raw, field, index, SubmissionLimits.text, keepsLines: true)
    case .place: place = words(raw, field, index, SubmissionLimits.place)
    case .previousNumber: previousNumber = words(raw, field, index, SubmissionLimits.code)
    case .attachment(let part): takeAttachment(part, raw, field, index)
    case .against(.name): against[index].name = words(raw, field, index, SubmissionLimits.name) ?? ""
    case .caller(let part) where part != .disclosure: takeCaller(part, raw, field)
    case .party(let list, let part): takeParty(list, part, raw, field, index)
    case .respondent(let part): takeRespondent(part, raw, field)
    case .act(let part): takeAct(part, raw, field)
    case .request: if let request = paragraph(raw, field, index, SubmissionLimits.request) { requests.append(request) }
    case .compensation(.reason): takeCompensation(reason: paragraph(raw, field, index, SubmissionLimits.paragraph))
    case .attachedReview(let part): takeReview(part, raw, field)
    case .disputeType: disputeType = words(raw, field, index, SubmissionLimits.code)
    case .wanted: wanted = paragraph(raw, field, index, SubmissionLimits.paragraph)
    default: takeCode(field, raw, index)
    }
  }

  /// Text on one line, cleaned; `nil` when blank or too long.
  mutating func words(
    _ raw: Span<UInt8>, _ field: SubmissionField, _ index: Int, _ limit: Int, keepsLines: Bool = false
  ) -> String? {
    guard !FieldText.exceeds(raw, limit) else {
      faults.note(.tooLong, field.path(at: index), limit: String(limit))
      return nil
    }
    let cleaned = FieldText.clean(raw, keepsLines: keepsLines)
    if cleaned.hadControls { faults.note(.controlCharacter, field.path(at: index)) }
    return cleaned.text
  }

  mutating func paragraph(_ raw: Span<UInt8>, _ field: SubmissionField, _ index: Int, _ limit: Int) -> String? {
    words(raw, field, index, limit, keepsLines: true)
  }

  private mutating func takeSource(_ raw: Span<UInt8>) {
    guard !FieldText.exceeds(raw, SubmissionLimits.source) else {
      return faults.note(.tooLong, "source", limit: String(SubmissionLimits.source))
    }
    guard Self.isSource(raw) else { return faults.note(.badKey, "source") }
    source = FieldText.string(raw)
  }

  static func isSource(_ raw: Span<UInt8>) -> Bool {
    guard raw.count > 0 else { return false }
    for k in raw.indices {
      switch raw[k] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        continue
      default: return false
      }
    }
    return true
  }

  private mutating func takeExternalID(_ raw: Span<UInt8>) {
    guard !FieldText.exceeds(raw, SubmissionLimits.externalID) else {
      return faults.note(.tooLong, "external_id", limit: String(SubmissionLimits.externalID))
    }
    guard !FieldText.hasControls(raw) else { return faults.note(.badKey, "external_id") }
    externalID = FieldText.clean(raw, keepsLines: false).text
  }
}
