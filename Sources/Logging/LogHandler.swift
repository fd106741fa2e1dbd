/// Takes log statements to where they go. Must be a value type: level and metadata belong to one copy.
public protocol LogHandler: Sendable {
  /// Adds metadata at the moment of writing; may be ignored.
  var metadataProvider: Logger.MetadataProvider? { get set }

  /// Writes one statement. The logger has already looked at the level.
  func log(
    level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?, source: String, file: String,
    function: String, line: UInt)

  /// A metadata value that goes with every statement.
  subscript(metadataKey _: String) -> Logger.Metadata.Value? { get set }

  /// All metadata that goes with every statement.
  var metadata: Logger.Metadata { get set }

  /// The least severe level that is written.
  var logLevel: Logger.Level { get set }
}

extension LogHandler {
  /// A handler that knows nothing of providers has none, and keeps none.
  public var metadataProvider: Logger.MetadataProvider? {
    get { nil }
    set {}
  }
}
