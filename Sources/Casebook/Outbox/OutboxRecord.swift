import EventLog
import Casework
import Messages

/// A whole record waiting in the outbox, for what is neither a submission nor an event: dead letters, replays.
public struct OutboxRecord: Sendable, Hashable {
  public var topic: String
  public var key: [UInt8]?
  public var value: [UInt8]?
  public var headers: [Header]

  /// A header's name and value, as the log has them.
  public struct Header: Sendable, Hashable {
    public var name: String
    public var value: [UInt8]?

    public init(_ name: String, _ value: [UInt8]?) {
      self.name = name
      self.value = value
    }
  }

  public init(topic: String, key: [UInt8]?, value: [UInt8]?, headers: [Header]) {
    self.topic = topic
    self.key = key
    self.value = value
    self.headers = headers
  }

  /// An alert on its way to its topic.
  init(_ alert: Alert) {
    let record = ProducerRecord(alert)
    self.init(
      topic: record.topic, key: record.key, value: record.value,
      headers: record.headers.map { Header($0.name, $0.value) })
  }

  /// The dead letter of a submission whose key is taken by another one.
  static func conflict(_ entry: DocketEntry, with number: RegistrationNumber, at now: Int64) -> OutboxRecord {
    func header(_ name: String, _ value: String) -> Header { Header(name, Array(value.utf8)) }
    return OutboxRecord(
      topic: DeadLetter.topic, key: Array(entry.key.description.utf8), value: entry.submission,
      headers: [
        header(DeadLetter.Header.errorClass, "conflict"),
        header(
          DeadLetter.Header.message,
          "同一来源和编号已登记为 \(number)，内容不同 / the key is registered as \(number) with other content"),
        header(DeadLetter.Header.stage, "handler.\(entry.docket.rawValue)"),
        header(DeadLetter.Header.sourceTopic, entry.origin.topic),
        header(DeadLetter.Header.sourcePartition, String(entry.origin.partition)),
        header(DeadLetter.Header.sourceOffset, String(entry.origin.offset)),
        header(DeadLetter.Header.attempts, "1"),
        header(DeadLetter.Header.firstFailedAt, String(now)),
      ])
  }
}

extension OutboxRecord {
  /// The record as bytes: each part with its length, 2³²−1 standing for an absent one.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    func add(_ part: [UInt8]?) {
      let length = part.map { UInt32($0.count) } ?? .max
      withUnsafeBytes(of: length.bigEndian) { bytes.append(contentsOf: $0) }
      if let part { bytes.append(contentsOf: part) }
    }
    add(Array(topic.utf8))
    add(key)
    add(value)
    for header in headers {
      add(Array(header.name.utf8))
      add(header.value)
    }
    return bytes
  }

  /// Reads what ``encoded`` wrote.
  init(encoded bytes: [UInt8]) throws {
    var rest = bytes[...]
    func next() throws -> [UInt8]? {
      guard rest.count >= 4 else { throw CasebookError.inconsistent("a record in the outbox is cut short") }
      let length = rest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      rest = rest.dropFirst(4)
      if length == .max { return nil }
      guard rest.count >= Int(length) else {
        throw CasebookError.inconsistent("a record in the outbox is cut short")
      }
      defer { rest = rest.dropFirst(Int(length)) }
      return Array(rest.prefix(Int(length)))
    }
    topic = String(decoding: try next() ?? [], as: UTF8.self)
    key = try next()
    value = try next()
    headers = []
    while !rest.isEmpty {
      let name = String(decoding: try next() ?? [], as: UTF8.self)
      headers.append(Header(name, try next()))
    }
  }
}
