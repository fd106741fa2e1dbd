import Casebook
import Casework
import EventLog
public import Messages

/// Reads the records of a docket into what the casebook opens.
public struct DocketRecordReader: Sendable {
  let context: @Sendable () -> ValidationContext

  /// - Parameter context: what submissions are read with; asked for each record, because it holds the time.
  public init(context: @escaping @Sendable () -> ValidationContext) {
    self.context = context
  }

  enum Outcome {
    case request(NewCase)
    case unreadable(OutboxRecord)
  }

  func read(_ record: ConsumedRecord, cluster: String, docket: Docket) -> Outcome {
    let context = context()
    do {
      return .request(try newCase(record, cluster: cluster, docket: docket, context: context))
    } catch {
      let letter = DeadLetter(error, stage: "handler.\(docket.rawValue)", record: record, at: context.now)
      return .unreadable(OutboxRecord(letter.copy(of: record)))
    }
  }

  private func newCase(
    _ record: ConsumedRecord, cluster: String, docket: Docket, context: ValidationContext
  ) throws(Refusal) -> NewCase {
    guard let value = record.value else { throw Refusal(findings: [Finding(field: "", rule: .missingText)]) }
    let entry = try DocketEntryCodec.decode(value)
    guard entry.docket == docket else {
      throw Refusal(findings: [Finding(field: "docket", rule: .notAllowed, limit: docket.rawValue)])
    }
    let submission = try SubmissionCodec.decode(entry.submission, kind: entry.kind, context: context)
    return NewCase(
      entry: entry, cluster: cluster, parties: submission.parties,
      registrable: Registrable(submission, contentDigest: entry.contentDigest, body: entry.submission))
  }
}

extension OutboxRecord {
  init(_ record: ProducerRecord) {
    self.init(
      topic: record.topic, key: record.key, value: record.value,
      headers: record.headers.map { Header($0.name, $0.value) })
  }
}

extension DeadLetterArrival {
  /// A record of `dead-letter`. One that another program put there without our headers is kept all the same, as what it
  /// is.
  init(_ record: ConsumedRecord, cluster: String) {
    let at = record.coordinates
    let letter =
      DeadLetter(reading: record.headers)
      ?? DeadLetter(
        errorClass: "unknown", message: "无死信说明 / no headers that say why", stage: "unknown", source: at, attempts: 1,
        firstFailedAt: record.timestamp)
    self.init(
      cluster: cluster,
      position: DocketEntry.Origin(topic: at.topic, partition: at.partition.partition, offset: at.offset),
      letter: letter, key: record.key, value: record.value,
      headers: DeadLetter.stripped(record.headers).map { OutboxRecord.Header($0.name, $0.value) })
  }
}
