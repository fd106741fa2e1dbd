import Casework
import Crypto
import EventLog
import Messages
import Routing
import Rulebook

/// Turns one intake record into what it becomes: entries of dockets, or a dead letter. Pure but for the random numbers of
/// a seal.
struct RecordRouter: Sendable {
  let list: DecisionList
  let listVersion: String
  let sealer: AccusationSealer
  let digest: ContentDigest
  let routes: RouteTable
  let regions: RegionIndex?

  enum Outcome {
    case routed([ProducerRecord])
    case deadLetter(ProducerRecord)

    var records: [ProducerRecord] {
      switch self {
      case .routed(let records): records
      case .deadLetter(let record): [record]
      }
    }
  }

  func route(_ record: ConsumedRecord, at now: Int64) throws(CryptoError) -> Outcome {
    let submission: Submission
    do {
      submission = try read(record, at: now)
    } catch {
      let letter = DeadLetter(error, stage: "router", record: record, at: now)
      return .deadLetter(letter.copy(of: record))
    }
    let contentDigest = submission.sealed.lazy.compactMap(\.contentDigest).first ?? digest.digest(of: submission)
    let words = list.read(submission)
    let sealed = try sealer.seal(words, contentDigest: contentDigest)
    // What was sealed just now is read again, without what it accuses of.
    let requests = sealed.sealed.isEmpty ? list.decide(words) : requests(of: sealed)
    return .routed(
      entries(sealed, requests, contentDigest: contentDigest, record: record, at: now).map { ProducerRecord($0) })
  }

  private func read(_ record: ConsumedRecord, at now: Int64) throws(Refusal) -> Submission {
    guard let kind = Submission.Kind.allCases.first(where: { $0.topic == record.coordinates.topic }) else {
      throw Refusal(findings: [Finding(field: "topic", rule: .unknownKind, limit: record.coordinates.topic)])
    }
    do {
      try CloudEventHeaders.check(record.headers, expected: .submission(kind))
    } catch {
      throw error.refusal
    }
    guard let value = record.value else { throw Refusal(findings: [Finding(field: "", rule: .missingText)]) }
    return try SubmissionCodec.decode(value, kind: kind, context: ValidationContext(now: now, regions: regions))
  }

  private func entries(
    _ submission: Submission, _ requests: [RoutedRequest], contentDigest: String, record: ConsumedRecord, at now: Int64
  ) -> [DocketEntry] {
    let body = SubmissionCodec.encode(submission)
    let at = record.coordinates
    let origin = DocketEntry.Origin(topic: at.topic, partition: at.partition.partition, offset: at.offset)
    return requests.enumerated().map { index, request in
      DocketEntry(
        key: submission.key, kind: submission.kind, request: index + 1, requestCount: requests.count,
        isPrimary: request.isPrimary, docket: routes[request.decision.route].docket, decision: request.decision,
        excerpt: request.excerpt, decidedAt: now, listVersion: listVersion, origin: origin,
        contentDigest: contentDigest, submission: body)
    }
  }

  /// The open part and the sealed part are decided apart, so that nothing of the one shows in the other.
  private func requests(of submission: Submission) -> [RoutedRequest] {
    guard !submission.sealed.isEmpty, !submission.isSealedAsAWhole else { return list.decide(submission) }
    var open = submission
    open.sealed = []
    var accusation = submission
    accusation.text = Submission.sealedText
    let others = list.decide(open).filter { $0.decision.route != .supervision }
    let sealed = list.decide(accusation).map { request in
      var request = request
      // A right that runs out comes first (rule K4).
      request.isPrimary = others.isEmpty
      return request
    }
    return others + sealed
  }
}
