import Casebook
import Casework
import EventLog
import Messages

/// Turns rows of the outbox into records.
enum OutgoingRecords {
  static func record(_ row: OutboxRow) -> ProducerRecord {
    switch row.content {
    case .event(let event): ProducerRecord(event)
    case .submission(let submission): record(submission)
    case .record(let record):
      ProducerRecord(
        topic: record.topic, key: record.key, value: record.value,
        headers: record.headers.map { RecordHeader($0.name, $0.value) })
    }
  }

  /// The stored bytes go out as they are: they are canonical already.
  private static func record(_ submission: RegisteredSubmission) -> ProducerRecord {
    let key = submission.key.description
    let attributes = CloudEventHeaders(
      id: key, type: .submission(submission.kind), source: "/fenliu/intake", time: submission.registeredAt,
      subject: key)
    return ProducerRecord(
      topic: submission.kind.topic, key: Array(key.utf8), value: submission.body, headers: attributes.headers)
  }
}
