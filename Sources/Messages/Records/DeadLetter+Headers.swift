import Casework
public import EventLog

extension DeadLetter {
  private static let names: Set<String> = [
    Header.errorClass, Header.message, Header.stage, Header.sourceTopic, Header.sourcePartition, Header.sourceOffset,
    Header.attempts, Header.firstFailedAt,
  ]

  /// Characters of a message that are written.
  private static let messageLimit = 1_000

  /// What a dead letter's headers say; `nil` when they are not all there or cannot be read.
  public init?(reading headers: [RecordHeader]) {
    func text(_ name: String) -> String? {
      headers.last { $0.name == name }?.value.flatMap { String(validating: $0, as: UTF8.self) }
    }
    guard let errorClass = text(Header.errorClass), let message = text(Header.message), let stage = text(Header.stage),
      let topic = text(Header.sourceTopic), let partition = text(Header.sourcePartition).flatMap({ Int32($0) }),
      let offset = text(Header.sourceOffset).flatMap({ Int64($0) }),
      let attempts = text(Header.attempts).flatMap({ Int($0) }),
      let firstFailedAt = text(Header.firstFailedAt).flatMap({ Timestamp.parse($0) })
    else { return nil }
    self.init(
      errorClass: errorClass, message: message, stage: stage,
      source: RecordCoordinates(TopicPartition(topic, partition), offset), attempts: attempts,
      firstFailedAt: firstFailedAt)
  }

  /// The dead letter for a record that was refused.
  /// - Parameter earlier: what the record's headers say of a round before, whose count and first failure go on.
  public init(
    _ refusal: Refusal, stage: String, record: ConsumedRecord, at instant: Int64
  ) {
    let earlier = DeadLetter(reading: record.headers)
    let first = refusal.findings.first
    self.init(
      errorClass: first?.rule.rawValue ?? Rule.notJSON.rawValue, message: refusal.summary, stage: stage,
      source: record.coordinates, attempts: (earlier?.attempts ?? 0) + 1,
      firstFailedAt: earlier?.firstFailedAt ?? instant)
  }

  /// The headers, in a fixed order.
  public var headers: [RecordHeader] {
    [
      RecordHeader(Header.errorClass, errorClass),
      RecordHeader(Header.message, String(message.prefix(Self.messageLimit))),
      RecordHeader(Header.stage, stage),
      RecordHeader(Header.sourceTopic, source.topic),
      RecordHeader(Header.sourcePartition, String(source.partition.partition)),
      RecordHeader(Header.sourceOffset, String(source.offset)),
      RecordHeader(Header.attempts, String(attempts)),
      RecordHeader(Header.firstFailedAt, Timestamp.format(firstFailedAt)),
    ]
  }

  /// The copy for `dead-letter`: key, value and the record's own headers as they were, with these headers behind them.
  /// Those of an earlier round are replaced, so that a record that fails again does not grow.
  public func copy(of record: ConsumedRecord) -> ProducerRecord {
    ProducerRecord(
      topic: Self.topic, key: record.key, value: record.value, headers: Self.stripped(record.headers) + headers)
  }

  /// The record for a replay: as it was before it failed, on the topic it came from. The headers of the failure stay, so
  /// that attempts are counted on.
  public static func replay(_ record: ConsumedRecord) -> ProducerRecord? {
    guard let letter = DeadLetter(reading: record.headers) else { return nil }
    return ProducerRecord(topic: letter.source.topic, key: record.key, value: record.value, headers: record.headers)
  }

  /// The headers without those of a dead letter.
  public static func stripped(_ headers: [RecordHeader]) -> [RecordHeader] {
    headers.filter { !names.contains($0.name) }
  }
}

extension Refusal {
  /// The findings in a few words, Chinese first, without any value: for headers, logs and the command line.
  public var summary: String {
    let parts = findings.prefix(5).map { finding in
      let wording = finding.wording
      let field = finding.field.isEmpty ? "" : "\(finding.field): "
      return "\(field)\(wording.zh) / \(wording.en)"
    }
    let place = line.map { line in " (\(line):\(column ?? 1))" } ?? ""
    return parts.joined(separator: "; ") + place
  }
}
