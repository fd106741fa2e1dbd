/// What the audit has to know of the log; whoever can see the log fills it in.
public struct LogFacts: Sendable, Hashable {
  /// Names the log whose records are meant.
  public var cluster: String
  /// Whether offsets follow each other without gaps, so that every offset of a partition is a record.
  public var isGapless: Bool
  /// The ends of all partitions of the intake topics, added up: what is appended raises it by one or more.
  public var intakeEnds: Int64
  /// Records of intake topics that the router has not finished, at most.
  public var waitingForRouter: Int64
  /// Records of dockets and dead letters that the handlers have not finished, at most.
  public var waitingForHandlers: Int64
  /// The last row of the outbox that is published.
  public var relayPosition: Int64

  public init(
    cluster: String, isGapless: Bool, intakeEnds: Int64, waitingForRouter: Int64, waitingForHandlers: Int64,
    relayPosition: Int64
  ) {
    self.cluster = cluster
    self.isGapless = isGapless
    self.intakeEnds = intakeEnds
    self.waitingForRouter = waitingForRouter
    self.waitingForHandlers = waitingForHandlers
    self.relayPosition = relayPosition
  }
}
