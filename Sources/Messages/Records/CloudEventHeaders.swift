import Casework
public import EventLog

/// The attributes of CloudEvents 1.0 in binary mode, as headers of a record (the Kafka protocol binding of CloudEvents).
public struct CloudEventHeaders: Sendable, Hashable {
  /// `ce_id`: equal for equal events of one source.
  public var id: String
  /// `ce_type`, for instance `fenliu.submission.hotline.v1`.
  public var type: String
  /// `ce_source`, a URI reference.
  public var source: String
  /// `ce_time`, milliseconds since 1970-01-01 UTC.
  public var time: Int64?
  /// `ce_subject`
  public var subject: String?
  /// `ce_dataschema`, the `$id` of the schema.
  public var schema: String?
  /// W3C Trace Context, handed through.
  public var traceparent: String?

  public enum Name {
    public static let specversion = "ce_specversion"
    public static let id = "ce_id"
    public static let type = "ce_type"
    public static let source = "ce_source"
    public static let time = "ce_time"
    public static let subject = "ce_subject"
    public static let dataschema = "ce_dataschema"
    public static let contentType = "content-type"
    public static let traceparent = "traceparent"
  }

  /// Why headers that are there cannot be those of an event of ours.
  public enum Fault: Error, Sendable, Hashable {
    /// An attribute that CloudEvents requires is missing, empty or not UTF-8.
    case missing(String)
    /// Another version of CloudEvents.
    case version
    /// The type is of a version that this program does not read, or of another kind of event.
    case type(expected: String)
    /// The value is not JSON.
    case contentType
    case time
  }

  public init(
    id: String, type: EventType, source: String, time: Int64?, subject: String?, traceparent: String? = nil
  ) {
    self.id = id
    self.type = type.name
    self.source = source
    self.time = time
    self.subject = subject
    schema = type.schema
    self.traceparent = traceparent
  }

  /// The headers, in a fixed order.
  public var headers: [RecordHeader] {
    var headers = [
      RecordHeader(Name.specversion, "1.0"), RecordHeader(Name.id, id), RecordHeader(Name.type, type),
      RecordHeader(Name.source, source),
    ]
    if let time { headers.append(RecordHeader(Name.time, Timestamp.format(time))) }
    if let subject { headers.append(RecordHeader(Name.subject, subject)) }
    if let schema { headers.append(RecordHeader(Name.dataschema, schema)) }
    headers.append(RecordHeader(Name.contentType, "application/json; charset=utf-8"))
    if let traceparent { headers.append(RecordHeader(Name.traceparent, traceparent)) }
    return headers
  }

  /// Reads the attributes; `nil` when the record has none at all, as those of simple producers.
  public init?(reading headers: [RecordHeader]) throws(Fault) {
    guard headers.contains(where: { $0.name.hasPrefix("ce_") }) else { return nil }
    guard try Self.required(Name.specversion, headers) == "1.0" else { throw .version }
    id = try Self.required(Name.id, headers)
    type = try Self.required(Name.type, headers)
    source = try Self.required(Name.source, headers)
    subject = Self.text(Name.subject, headers)
    schema = Self.text(Name.dataschema, headers)
    traceparent = Self.text(Name.traceparent, headers)
    if let written = Self.text(Name.time, headers) {
      guard let instant = Timestamp.parse(written) else { throw .time }
      time = instant
    }
    if let contentType = Self.text(Name.contentType, headers) {
      let media = contentType.prefix { $0 != ";" }.lowercased()
      guard media == "application/json" || media.hasSuffix("+json") else { throw .contentType }
    }
  }

  /// Refuses headers of another type or version than expected; a record without attributes is taken at its topic's word.
  public static func check(_ headers: [RecordHeader], expected: EventType) throws(Fault) {
    guard let attributes = try CloudEventHeaders(reading: headers) else { return }
    if attributes.type != expected.name { throw .type(expected: expected.name) }
  }

  private static func required(_ name: String, _ headers: [RecordHeader]) throws(Fault) -> String {
    guard let value = text(name, headers), !value.isEmpty else { throw .missing(name) }
    return value
  }

  private static func text(_ name: String, _ headers: [RecordHeader]) -> String? {
    guard let value = headers.first(where: { $0.name == name })?.value else { return nil }
    return String(validating: value, as: UTF8.self)
  }
}

/// The events that Fenliu writes and reads, each with its version.
public enum EventType: Sendable, Hashable {
  case submission(Submission.Kind)
  case docketEntry, caseEvent, alert

  /// `ce_type`
  public var name: String {
    switch self {
    case .submission(.hotline): "fenliu.submission.hotline.v1"
    case .submission(.reconsideration): "fenliu.submission.reconsideration.v1"
    case .submission(.mediation): "fenliu.submission.mediation.v1"
    case .docketEntry: "fenliu.docket-entry.v1"
    case .caseEvent: "fenliu.case-event.v1"
    case .alert: "fenliu.alert.v1"
    }
  }

  /// `ce_dataschema`, the `$id` of the file in `Topics/schemas/`.
  public var schema: String { "urn:fenliu:schema:\(name.dropFirst("fenliu.".count))" }
}

extension CloudEventHeaders.Fault {
  /// The fault as a refusal, so that it ends in a dead letter like any other.
  public var refusal: Refusal {
    let finding =
      switch self {
      case .missing(let name): Finding(field: name, rule: .missingField)
      case .version: Finding(field: CloudEventHeaders.Name.specversion, rule: .wrongVersion, limit: "1.0")
      case .type(let expected): Finding(field: CloudEventHeaders.Name.type, rule: .wrongVersion, limit: expected)
      case .contentType:
        Finding(field: CloudEventHeaders.Name.contentType, rule: .notAllowed, limit: "application/json")
      case .time: Finding(field: CloudEventHeaders.Name.time, rule: .notAllowed, limit: "RFC 3339")
      }
    return Refusal(findings: [finding])
  }
}
