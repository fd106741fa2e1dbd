public import EventLog

/// Why a record could not be worked, written into the headers of its copy on `dead-letter`; key, value and the other
/// headers stay untouched.
public struct DeadLetter: Sendable, Hashable {
  /// A class that a program can tell apart: a ``Rule``'s raw value, `conflict`, `sealed.key`, …
  public var errorClass: String
  /// Words for a person, without personal data.
  public var message: String
  /// Who gave up: `router`, `handler.mediation`, …
  public var stage: String
  public var source: RecordCoordinates
  public var attempts: Int
  /// Milliseconds since 1970-01-01 UTC.
  public var firstFailedAt: Int64

  public static let topic = "dead-letter"

  /// The names of the headers.
  public enum Header {
    public static let prefix = "x-fenliu-"
    public static let errorClass = "x-fenliu-error-class"
    public static let message = "x-fenliu-error-message"
    public static let stage = "x-fenliu-error-stage"
    public static let sourceTopic = "x-fenliu-error-source-topic"
    public static let sourcePartition = "x-fenliu-error-source-partition"
    public static let sourceOffset = "x-fenliu-error-source-offset"
    public static let attempts = "x-fenliu-error-attempts"
    public static let firstFailedAt = "x-fenliu-error-first-failed-at"
  }

  public init(
    errorClass: String, message: String, stage: String, source: RecordCoordinates, attempts: Int, firstFailedAt: Int64
  ) {
    self.errorClass = errorClass
    self.message = message
    self.stage = stage
    self.source = source
    self.attempts = attempts
    self.firstFailedAt = firstFailedAt
  }
}
