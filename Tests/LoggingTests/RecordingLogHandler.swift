import Logging
import Threading

/// Keeps what was logged.
struct RecordingLogHandler: LogHandler {
  struct Statement: Equatable {
    var level: Logger.Level
    var message: Logger.Message
    var metadata: Logger.Metadata
    var source: String
  }

  let statements: Lock<[Statement]>
  var logLevel: Logger.Level = .info
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?

  init(into statements: Lock<[Statement]> = Lock([])) { self.statements = statements }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(
    level: Logger.Level, message: Logger.Message, metadata explicit: Logger.Metadata?, source: String, file: String,
    function: String, line: UInt
  ) {
    let all = metadata.merging(explicit ?? [:]) { _, explicit in explicit }
    statements.withLock { $0.append(Statement(level: level, message: message, metadata: all, source: source)) }
  }
}
