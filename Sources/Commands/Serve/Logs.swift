import Logging
import Rulebook

/// Where log lines go: standard error, from the level that the settings name.
enum Logs {
  static func start(_ settings: Settings.Logging) {
    let level = Logger.Level(rawValue: settings.level.rawValue) ?? .notice
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
  }
}
