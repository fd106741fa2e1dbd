import Casework

/// People, organs, acts and attachments.
extension SubmissionAssembly {
  /// A list whose entries have fields of their own.
  enum EntryList: Sendable {
    case attachments, against
    case parties(SubmissionField.PartyList)

    var name: String {
      switch self {
      case .attachments: "attachments"
      case .against: "against"
      case .parties(let list): list.rawValue
      }
    }

    var limit: Int {
      switch self {
      case .attachments: SubmissionLimits.attachments
      case .against: SubmissionLimits.against
      case .parties: SubmissionLimits.parties
      }
    }
  }

  subscript(list: SubmissionField.PartyList) -> [Entrant] {
    get {
      switch list {
      case .applicants: applicants
      case .representatives: representatives
      case .respondents: respondents
      }
    }
    _modify {
      switch list {
      case .applicants: yield &applicants
      case .representatives: yield &representatives
      case .respondents: yield &respondents
      }
    }
  }

  func count(of list: EntryList) -> Int {
    switch list {
    case .attachments: attachments.count
    case .against: against.count
    case .parties(let list): self[list].count
    }
  }

  /// Adds an entry and gives its index; `nil`, and the refusal noted, when the list is full.
  mutating func addEntry(to list: EntryList) -> Int? {
    let count = count(of: list)
    guard count < list.limit else {
      faults.note(.tooMany, list.name, limit: String(list.limit))
      return nil
    }
    switch list {
    case .attachments: attachments.append(Attachment(uri: "", name: nil, mediaType: nil, size: nil, digest: ""))
    case .against: against.append(Accused(name: "", kind: .unknown))
    case .parties(let list): self[list].append(Entrant())
    }
    return count
  }

  mutating func takeAttachment(
    _ part: SubmissionField.AttachmentPart, _ raw: Span<UInt8>, _ field: SubmissionField, _ index: Int
  ) {
    switch part {
    case .uri: attachments[index].uri = words(raw, field, index, SubmissionLimits.uri) ?? ""
    case .name: attachments[index].name = words(raw, field, index, SubmissionLimits.name)
    case .mediaType: attachments[index].mediaType = words(raw, field, index, SubmissionLimits.code)
    case .digest: attachments[index].digest = words(raw, field, index, SubmissionLimits.code) ?? ""
    case .size: takeCode(field, raw, index)
    }
  }

  mutating func takeCaller(_ part: SubmissionField.CallerPart, _ raw: Span<UInt8>, _ field: SubmissionField) {
    switch part {
    case .disclosure: takeCode(field, raw, 0)
    case .name: caller.name = words(raw, field, 0, SubmissionLimits.name)
    case .address: caller.address = words(raw, field, 0, SubmissionLimits.address)
    case .telephone: caller.telephone = telephone(raw, field, 0)
    case .identityNumber:
      caller.identityNumber = words(raw, field, 0, SubmissionLimits.code)
      if let given = caller.identityNumber {
        caller.identityNumber = resident(given) ?? given
        if resident(given) == nil { faults.note(.identityNumber, field.path) }
      }
    }
  }

  mutating func takeParty(
    _ list: SubmissionField.PartyList, _ part: SubmissionField.PartyPart, _ raw: Span<UInt8>, _ field: SubmissionField,
    _ index: Int
  ) {
    switch part {
    case .kind: takeCode(field, raw, index)
    case .name: self[list][index].person.name = words(raw, field, index, SubmissionLimits.name)
    case .identityNumber: self[list][index].person.identityNumber = words(raw, field, index, SubmissionLimits.code)
    case .legalRepresentative:
      self[list][index].person.legalRepresentative = words(raw, field, index, SubmissionLimits.name)
    case .telephone: self[list][index].person.telephone = telephone(raw, field, index)
    case .address: self[list][index].person.address = words(raw, field, index, SubmissionLimits.address)
    }
  }

  mutating func takeRespondent(_ part: SubmissionField.OrganPart, _ raw: Span<UInt8>, _ field: SubmissionField) {
    let limit = part == .name ? SubmissionLimits.name : SubmissionLimits.code
    guard let value = words(raw, field, 0, limit) else { return }
    var organ = respondent ?? Organ(name: "")
    switch part {
    case .name: organ.name = value
    case .code: organ.code = value
    }
    respondent = organ
  }

  mutating func takeAct(_ part: SubmissionField.ActPart, _ raw: Span<UInt8>, _ field: SubmissionField) {
    switch part {
    case .kind: act.kind = words(raw, field, 0, SubmissionLimits.code)
    case .documentNumber: act.documentNumber = words(raw, field, 0, SubmissionLimits.name)
    case .summary: act.summary = paragraph(raw, field, 0, SubmissionLimits.paragraph)
    case .madeOn, .knownOn: takeCode(field, raw, 0)
    }
  }

  mutating func takeCompensation(reason: String?) {
    guard let reason else { return }
    compensation = .init(amount: compensation?.amount, reason: reason)
  }

  mutating func takeReview(_ part: SubmissionField.ReviewPart, _ raw: Span<UInt8>, _ field: SubmissionField) {
    let isDocument = part == .document
    guard
      let value = isDocument
        ? words(raw, field, 0, SubmissionLimits.address) : paragraph(raw, field, 0, SubmissionLimits.paragraph)
    else { return }
    var given = review ?? .init(document: "")
    if isDocument { given.document = value } else { given.reason = value }
    review = given
  }

  /// The number in its normal form, or as it came with a finding.
  private mutating func telephone(_ raw: Span<UInt8>, _ field: SubmissionField, _ index: Int) -> String? {
    guard let given = words(raw, field, index, SubmissionLimits.code) else { return nil }
    if let number = Self.narrow(given, Telephone.init(_:)) { return number.description }
    faults.note(.telephone, field.path(at: index))
    return given
  }

  func resident(_ given: String) -> String? {
    Self.narrow(given) { ResidentIdentityNumber($0) }?.text
  }

  func creditCode(_ given: String) -> String? {
    Self.narrow(given) { UnifiedSocialCreditCode($0) }?.text
  }

  private static func narrow<Value>(_ given: String, _ read: (Span<UInt8>) -> Value?) -> Value? {
    let utf8 = given.utf8Span.span
    guard FieldText.mayBeWide(utf8) else { return read(utf8) }
    let narrow = FieldText.narrowed(utf8)
    return read(narrow.span)
  }
}
