import Casework
public import EventLog

/// The records that Fenliu writes: value in canonical JSON, CloudEvents in the headers, the key that keeps a matter in order.
extension ProducerRecord {
  /// A submission for its intake topic.
  /// - Parameters:
  ///   - value: the canonical form, when the caller has it already.
  ///   - time: when it was accepted, milliseconds since 1970-01-01 UTC.
  public init(_ submission: Submission, value: [UInt8]? = nil, time: Int64, traceparent: String? = nil) {
    let key = submission.key.description
    let attributes = CloudEventHeaders(
      id: key, type: .submission(submission.kind), source: "/fenliu/intake", time: time, subject: key,
      traceparent: traceparent)
    self.init(
      topic: submission.kind.topic, key: Array(key.utf8), value: value ?? SubmissionCodec.encode(submission),
      headers: attributes.headers)
  }

  /// A routed request for its docket's topic.
  public init(_ entry: DocketEntry, traceparent: String? = nil) {
    let key = entry.key.description
    let attributes = CloudEventHeaders(
      id: "\(key)#\(entry.request)", type: .docketEntry, source: "/fenliu/router", time: entry.decidedAt, subject: key,
      traceparent: traceparent)
    self.init(
      topic: entry.docket.topic, key: Array(key.utf8), value: DocketEntryCodec.encode(entry),
      headers: attributes.headers)
  }

  /// An event of a case for `case-events`.
  public init(_ event: CaseEvent, traceparent: String? = nil) {
    let attributes = CloudEventHeaders(
      id: "\(event.number)#\(event.sequence)", type: .caseEvent, source: "/fenliu/casebook", time: event.at,
      subject: event.number, traceparent: traceparent)
    self.init(
      topic: CaseEvent.topic, key: Array(event.number.utf8), value: CaseEventCodec.encode(event),
      headers: attributes.headers)
  }

  /// An alert for `alerts`.
  public init(_ alert: Alert, traceparent: String? = nil) {
    let attributes = CloudEventHeaders(
      id: "\(alert.number)#\(alert.sequence)", type: .alert, source: "/fenliu/casebook", time: alert.at,
      subject: alert.number, traceparent: traceparent)
    self.init(
      topic: Alert.topic, key: Array(alert.number.utf8), value: AlertCodec.encode(alert),
      headers: attributes.headers)
  }
}
