import EventLog
import Kafka

/// A publisher's position as a record of the positions topic: the key is the publisher's identity, the value the position
/// in decimal digits, a header names the session that wrote it.
struct PositionMarker: Sendable, Hashable {
  /// `nil`: a session has begun and nothing was ever published.
  var position: Int64?
  /// Told apart, so that one that was shut out does not take itself for the one that shut it out.
  var session: String

  static let sessionHeader = "x-fenliu-session"

  func record(id: String, topic: String) -> KafkaRecord {
    KafkaRecord(
      topic: topic, partition: 0, key: Array(id.utf8), value: position.map { Array(String($0).utf8) },
      headers: [KafkaHeader(Self.sessionHeader, session)])
  }

  init(position: Int64?, session: String) {
    self.position = position
    self.session = session
  }

  /// Throws ``EventLogError/corrupted(_:_:)`` for what is no marker: going on from the wrong position sends rows twice or
  /// never.
  init(_ record: ConsumedRecord) throws(EventLogError) {
    session = record.header(Self.sessionHeader) ?? ""
    guard let value = record.value else {
      position = nil
      return
    }
    guard let position = Int64(String(decoding: value, as: UTF8.self)) else {
      throw .corrupted(record.coordinates, "not a position")
    }
    self.position = position
  }
}
