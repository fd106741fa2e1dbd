import EventLog
public import Messages

/// A dead letter as a person works it.
public struct DeadLetterEntry: Sendable, Hashable {
  public enum Status: String, Sendable, Hashable, CaseIterable { case waiting, replayed, discarded }

  public var id: Int64
  /// Where it stands on `dead-letter`.
  public var position: DocketEntry.Origin
  public var source: DocketEntry.Origin
  public var errorClass: String
  public var message: String
  public var stage: String
  public var attempts: Int
  public var firstFailedAt: Int64
  public var arrivedAt: Int64
  public var status: Status
  public var settledAt: Int64?
  public var settledBy: String?
  public var settledReason: String?
  /// The number of the registration that it belongs to, where one is known.
  public var registration: String?
  /// The original record; its headers without those that Fenliu added.
  public var key: [UInt8]?
  public var value: [UInt8]?
  public var headers: [OutboxRecord.Header]
}

/// A record of `dead-letter` on its way into the casebook.
public struct DeadLetterArrival: Sendable {
  public var cluster: String
  public var position: DocketEntry.Origin
  public var letter: DeadLetter
  public var key: [UInt8]?
  public var value: [UInt8]?
  /// The original headers, without those that Fenliu added.
  public var headers: [OutboxRecord.Header]

  public init(
    cluster: String, position: DocketEntry.Origin, letter: DeadLetter, key: [UInt8]?, value: [UInt8]?,
    headers: [OutboxRecord.Header]
  ) {
    self.cluster = cluster
    self.position = position
    self.letter = letter
    self.key = key
    self.value = value
    self.headers = headers
  }
}
