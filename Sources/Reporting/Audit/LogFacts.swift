/// What the audit has to know of the log; whoever can see the log fills it in.
public struct LogFacts: Sendable, Hashable {
  /// Names the log whose records are meant.
  public var cluster: String
  /// Records that were ever appended, by intake topic.
  public var appended: [String: Int64]
  /// Records of intake topics that the router has not finished.
  public var waitingForRouter: Int64
  /// Records of dockets and dead letters that the handlers have not finished.
  public var waitingForHandlers: Int64
  /// The last row of the outbox that is published.
  public var relayPosition: Int64

  public init(
    cluster: String, appended: [String: Int64], waitingForRouter: Int64, waitingForHandlers: Int64,
    relayPosition: Int64
  ) {
    self.cluster = cluster
    self.appended = appended
    self.waitingForRouter = waitingForRouter
    self.waitingForHandlers = waitingForHandlers
    self.relayPosition = relayPosition
  }
}
