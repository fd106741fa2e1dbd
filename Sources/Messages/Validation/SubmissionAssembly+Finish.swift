import Casework

/// What concerns more than one field, and the end.
extension SubmissionAssembly {
  /// The submission with its findings, or the refusal with all its reasons.
  mutating func finish() throws(Refusal) -> Submission {
    let key = businessKey()
    if text == nil { faults.note(.missingText, "text") }
    guard faults.refusals.isEmpty, let text else { throw Refusal(findings: faults.refusals) }

    let received = receivedAt ?? context.now
    // Five minutes, because clocks differ.
    if received > context.now + 300_000 { faults.note(.dateInFuture, "received_at") }
    judgeAttachments()
    let isSealed = !sealed.isEmpty && text == Submission.sealedText
    let details: Submission.Details =
      switch kind {
      case .hotline: .hotline(hotline(isSealed))
      case .reconsideration: .reconsideration(reconsideration(isSealed, received))
      case .mediation: .mediation(mediation(isSealed))
      }
    let submission = Submission(
      key: key, receivedAt: received, channel: channel ?? context.channel, region: region, place: place, text: text,
      attachments: attachments, previousNumber: previousNumber, extra: extra, sealed: sealed, details: details,
      findings: faults.settled)
    try checkSize(submission)
    return submission
  }

  /// The canonical form must be readable again. Escapes at most double what was taken, names and findings add little:
  /// only a large one has to be measured.
  private func checkSize(_ submission: Submission) throws(Refusal) {
    guard volume > SubmissionLimits.record / 4 else { return }
    if SubmissionCodec.encode(submission).count > SubmissionLimits.record {
      throw Refusal(findings: [Finding(field: "", rule: .tooLarge, limit: String(SubmissionLimits.record))])
    }
  }

  private mutating func businessKey() -> BusinessKey {
    let known = source ?? context.source
    if known == nil && faults.refusals.allSatisfy({ $0.field != "source" }) { faults.note(.badKey, "source") }
    if externalID == nil && !context.mayLackExternalID && faults.refusals.allSatisfy({ $0.field != "external_id" }) {
      faults.note(.badKey, "external_id")
    }
    return BusinessKey(source: known ?? "", externalID: externalID ?? "")
  }

  private mutating func judgeAttachments() {
    for (index, attachment) in attachments.enumerated() {
      if attachment.uri.isEmpty { faults.note(.attachmentURI, "attachments[\(index)].uri") }
      if !Self.isDigest(attachment.digest.utf8Span.span) { faults.note(.digest, "attachments[\(index)].digest") }
    }
  }

  /// `sha256:` or `sm3:` and 64 hexadecimal digits.
  private static func isDigest(_ digest: Span<UInt8>) -> Bool {
    let start =
      digestPrefixes.find(digest.extracting(0..<min(7, digest.count)))
      ?? digestPrefixes.find(digest.extracting(0..<min(4, digest.count)))
    guard let start, digest.count == start + 64 else { return false }
    for k in start..<digest.count {
      switch digest[k] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"):
        continue
      default: return false
      }
    }
    return true
  }

  private static let digestPrefixes = WordTable<Int>(["sha256:": 7, "sm3:": 4])

  private mutating func hotline(_ isSealed: Bool) -> HotlineDetails {
    let isSilent =
      caller.name == nil && caller.telephone == nil && caller.identityNumber == nil && caller.address == nil
    caller.disclosure = disclosure ?? (isSilent ? .anonymous : .named)
    for (index, accused) in against.enumerated() where accused.name.isEmpty {
      faults.note(.missingName, "against[\(index)].name")
    }
    if !isSealed {
      if region == nil && place == nil { faults.note(.placeMissing, "place") }
      if caller.disclosure == .named && caller.name == nil { faults.note(.missingName, "caller.name") }
      if caller.disclosure != .anonymous && caller.telephone == nil && caller.address == nil {
        faults.note(.missingContact, "caller.telephone")
      }
    }
    return HotlineDetails(matter: matter, caller: caller, against: against, peopleCount: peopleCount)
  }

  private mutating func reconsideration(_ isSealed: Bool, _ received: Int64) -> ReconsiderationDetails {
    judgeDates(LocalDate(instant: received))
    if !isSealed {
      if let respondent {
        if respondent.name.isEmpty { faults.note(.missingName, "respondent.name") }
      } else {
        faults.note(.missingRespondent, "respondent")
      }
      if requests.isEmpty { faults.note(.missingRequest, "requests") }
      if let review, review.document.isEmpty { faults.note(.missingName, "attached_review.document") }
    }
    return ReconsiderationDetails(
      applicants: settle(.applicants, mustBeThere: !isSealed, needsContact: !isSealed),
      representatives: settle(.representatives), respondent: respondent, act: act, requests: requests,
      compensation: compensation, attachedReview: review, delivery: delivery)
  }

  private mutating func judgeDates(_ receivedOn: LocalDate) {
    let today = LocalDate(instant: context.now)
    let made = act.madeOn.flatMap { LocalDate($0) }
    let known = act.knownOn.flatMap { LocalDate($0) }
    if let made {
      if made > today {
        faults.note(.dateInFuture, "act.made_on")
      } else if made > receivedOn {
        faults.note(.dateOrder, "act.made_on")
      }
    }
    if let known {
      if known > today {
        faults.note(.dateInFuture, "act.known_on")
      } else if known > receivedOn || made.map({ known < $0 }) == true {
        faults.note(.dateOrder, "act.known_on")
      }
    }
  }

  private mutating func mediation(_ isSealed: Bool) -> MediationDetails {
    if !isSealed {
      if respondents.isEmpty { faults.note(.missingRespondent, "respondents") }
      if wanted == nil { faults.note(.missingRequest, "wanted") }
    }
    return MediationDetails(
      applicants: settle(.applicants, mustBeThere: !isSealed, needsContact: !isSealed),
      respondents: settle(.respondents), disputeType: disputeType, amount: amount, wanted: wanted,
      requestedBy: requestedBy ?? .party, consent: consent ?? .unknown)
  }

  /// Judges the names and identity numbers of a list of people.
  private mutating func settle(
    _ list: SubmissionField.PartyList, mustBeThere: Bool = false, needsContact: Bool = false
  ) -> [Person] {
    let entrants = self[list]
    if mustBeThere && entrants.isEmpty { faults.note(.missingName, list.rawValue) }
    var people: [Person] = []
    people.reserveCapacity(entrants.count)
    for (index, entrant) in entrants.enumerated() {
      var person = entrant.person
      let code = person.identityNumber.flatMap { creditCode($0) }
      person.kind = entrant.kind ?? (code == nil ? .natural : .legal)
      if person.name == nil { faults.note(.missingName, "\(list.rawValue)[\(index)].name") }
      if let given = person.identityNumber {
        let isNatural = person.kind == .natural
        let read = isNatural ? resident(given) : code
        if read == nil {
          faults.note(isNatural ? .identityNumber : .creditCode, "\(list.rawValue)[\(index)].identity_number")
        }
        person.identityNumber = read ?? given
      }
      people.append(person)
    }
    if needsContact, !people.isEmpty, people.allSatisfy({ $0.telephone == nil && $0.address == nil }) {
      faults.note(.missingContact, "\(list.rawValue)[0].telephone")
    }
    return people
  }
}
