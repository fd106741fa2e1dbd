import Casework
public import Crypto
public import Messages

/// Finds accusations in submissions and seals them to the supervision docket's public key, before anything is stored or
/// sent (信访工作条例第30条: an accusation must never reach the accused).
public struct AccusationSealer: Sendable {
  let list: DecisionList
  let recipient: PublicKey

  /// - Parameter recipient: whoever holds its private key can read what was sealed; this process cannot.
  public init(list: DecisionList, recipient: PublicKey) {
    self.list = list
    self.recipient = recipient
  }

  /// The submission as it may be stored: unchanged where it accuses nobody, else with the accusation sealed.
  ///
  /// Where the text holds other requests too, only the clauses of the accusation are taken out of it, without leaving a
  /// mark; names of the accused, attachments and unknown columns go into the envelope with them. Where it holds nothing
  /// else, everything but the key, the kind and the time of receipt is sealed.
  ///
  /// - Parameter contentDigest: of the submission as it came; travels beside the envelope.
  public func seal(_ submission: Submission, contentDigest: String) throws(CryptoError) -> Submission {
    guard submission.sealed.isEmpty else { return submission }
    let accusation = list.accusation(in: submission, said: list.screen(submission.text))
    return try seal(submission, for: accusation, contentDigest)
  }

  /// The same for a submission whose words were found already.
  public func seal(_ read: SubmissionReading, contentDigest: String) throws(CryptoError) -> Submission {
    let submission = read.reading.submission
    guard submission.sealed.isEmpty else { return submission }
    return try seal(submission, for: list.accusation(in: submission, said: list.screen(read)), contentDigest)
  }

  private func seal(
    _ submission: Submission, for accusation: Accusation?, _ contentDigest: String
  ) throws(CryptoError) -> Submission {
    guard let accusation else { return submission }
    let box = try SealedBox(
      sealing: SubmissionCodec.encode(submission), to: recipient,
      associatedData: Array(submission.key.description.utf8))
    let part = SealedPart(
      keyID: recipient.id.description, envelope: Base64URL.encode(box.encoded), contentDigest: contentDigest)
    let rest = accusation.isWhole ? "" : submission.text.removing(accusation.ranges)
    return rest.contains(where: { $0.isLetter || $0.isNumber })
      ? submission.keeping(text: rest, sealed: part) : submission.withNothingBut(part)
  }
}

extension DecisionList {
  /// Whether a submission accuses an official, so that it may not be stored or sent unsealed.
  public func accuses(_ submission: Submission) -> Bool {
    accusation(in: submission, said: screen(submission.text)) != nil
  }

  /// What a submission accuses somebody of: in its text, or in a field beside it.
  fileprivate func accusation(in submission: Submission, said: Accusation?) -> Accusation? {
    if let said { return said }
    // An accusation in a field beside the text cannot be cut out of it: then the whole is sealed.
    let beside = submission.wordsBesideText
    guard !beside.isEmpty, let found = screen(beside) else { return nil }
    return Accusation(ranges: [], isWhole: true, confidence: found.confidence, clause: found.clause)
  }
}

extension Submission {
  /// What was written in other fields than the text.
  fileprivate var wordsBesideText: String {
    var words = extra.map(\.value)
    switch details {
    case .hotline: break
    case .reconsideration(let details):
      words +=
        details.requests
        + [details.act.summary, details.compensation?.reason, details.attachedReview?.reason]
        .compactMap { $0 }
    case .mediation(let details): words += [details.wanted].compactMap { $0 }
    }
    return words.filter { $0.unicodeScalars.count >= 6 }.joined(separator: "。")
  }

  fileprivate func keeping(text: String, sealed part: SealedPart) -> Submission {
    var open = self
    open.text = text
    open.sealed = [part]
    open.attachments = []
    open.extra = []
    if case .hotline(var details) = open.details {
      details.against = []
      open.details = .hotline(details)
    }
    return open
  }

  fileprivate func withNothingBut(_ part: SealedPart) -> Submission {
    let details: Details =
      switch kind {
      case .hotline: .hotline(HotlineDetails(matter: nil, caller: Caller(disclosure: .anonymous)))
      case .reconsideration:
        .reconsideration(ReconsiderationDetails(applicants: [], respondent: nil, act: .init()))
      case .mediation: .mediation(MediationDetails(applicants: []))
      }
    return Submission(
      key: key, receivedAt: receivedAt, channel: channel, text: Self.sealedText, sealed: [part], details: details)
  }
}

extension String {
  /// Without these ranges of UTF-8 offsets, which are in order.
  fileprivate func removing(_ ranges: [Range<Int>]) -> String {
    let bytes = Array(utf8)
    var kept: [UInt8] = []
    var start = 0
    for range in ranges {
      kept += bytes[start..<max(start, range.lowerBound)]
      start = range.upperBound
    }
    return String(decoding: kept + bytes[min(start, bytes.count)...], as: UTF8.self)
  }
}
