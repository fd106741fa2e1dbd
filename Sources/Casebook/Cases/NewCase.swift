public import Casework
public import Messages

/// A routed request as a handler brings it to the casebook.
public struct NewCase: Sendable {
  public var entry: DocketEntry
  /// Names the log that the entry's origin lies in.
  public var cluster: String
  public var parties: [Party]
  /// What to register if nobody has: the submission came straight on an intake topic.
  public var registrable: Registrable

  public init(entry: DocketEntry, cluster: String, parties: [Party], registrable: Registrable) {
    self.entry = entry
    self.cluster = cluster
    self.parties = parties
    self.registrable = registrable
  }
}

/// What became of a routed request.
public enum Opening: Sendable, Hashable {
  case opened(CaseNumber)
  /// The case was there before: the same record again, or the same submission sent once more.
  case repeated(CaseNumber)
  /// The registration of this key has other content; a dead letter is in the outbox.
  case conflict(RegistrationNumber)
}

/// Up to where a consumer group has worked a partition: written in the same transaction as the effects, so that the
/// group goes on from exactly there.
public struct GroupPosition: Sendable, Hashable {
  public var group: String
  public var cluster: String
  public var topic: String
  public var partition: Int32
  public var nextOffset: Int64

  public init(group: String, cluster: String, topic: String, partition: Int32, nextOffset: Int64) {
    self.group = group
    self.cluster = cluster
    self.topic = topic
    self.partition = partition
    self.nextOffset = nextOffset
  }
}
