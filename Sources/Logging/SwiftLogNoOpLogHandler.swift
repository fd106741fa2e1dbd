/// Drops every statement.
public struct SwiftLogNoOpLogHandler: LogHandler {
  public init() {}

  public init(_: String) {}

  public func log(
    level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?, source: String, file: String,
    function: String, line: UInt
  ) {}

  public subscript(metadataKey _: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }

  public var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }

  /// Above all others, so that no message is built in vain.
  public var logLevel: Logger.Level {
    get { .critical }
    set {}
  }
}
