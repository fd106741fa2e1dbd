public import Casebook
public import Intake
public import Messages

/// What the console needs of the rest of the house.
public struct ConsoleServices: Sendable {
  public var desk: any SubmissionSink
  public var keys: SubmissionKeys
  public var casebook: Casebook
  /// Where documents are written; `nil` where no templates are at hand.
  public var letters: LetterDesk?
  public var flow: any FlowStatus
  /// What submissions are judged by; asked for each one, because it holds the time.
  public var context: @Sendable () -> ValidationContext
  /// The name of a region by its code; `nil` where it is unknown.
  public var regionName: @Sendable (String) -> String?
  /// The metrics of the process in the text format of Prometheus.
  public var metrics: @Sendable () -> [UInt8]
  /// Whether the service takes in: not while it shuts down.
  public var isReady: @Sendable () -> Bool

  public init(
    desk: any SubmissionSink, keys: SubmissionKeys, casebook: Casebook, letters: LetterDesk? = nil,
    flow: any FlowStatus,
    context: @escaping @Sendable () -> ValidationContext,
    regionName: @escaping @Sendable (String) -> String?, metrics: @escaping @Sendable () -> [UInt8],
    isReady: @escaping @Sendable () -> Bool
  ) {
    self.desk = desk
    self.keys = keys
    self.casebook = casebook
    self.letters = letters
    self.flow = flow
    self.context = context
    self.regionName = regionName
    self.metrics = metrics
    self.isReady = isReady
  }
}

/// What waits between the desk and the dockets; asked of whoever can see the log.
public protocol FlowStatus: Sendable {
  func waiting() async throws -> FlowWaiting
}

/// Records and rows that somebody has not finished yet.
public struct FlowWaiting: Sendable, Hashable {
  public var relay: Int64
  public var router: Int64
  public var handlers: Int64
  /// Whether the log answered; where it did not, the numbers are those of the last time it did.
  public var isLogReachable: Bool

  public init(relay: Int64, router: Int64, handlers: Int64, isLogReachable: Bool = true) {
    self.relay = relay
    self.router = router
    self.handlers = handlers
    self.isLogReachable = isLogReachable
  }
}
