extension Logger {
  /// How severe a statement is, from least to most.
  public enum Level: String, Codable, CaseIterable, Sendable {
    case trace
    case debug
    case info
    case notice
    case warning
    case error
    case critical
  }
}

extension Logger.Level {
  private var severity: Int {
    switch self {
    case .trace: 0
    case .debug: 1
    case .info: 2
    case .notice: 3
    case .warning: 4
    case .error: 5
    case .critical: 6
    }
  }
}

extension Logger.Level: Comparable {
  public static func < (lhs: Logger.Level, rhs: Logger.Level) -> Bool { lhs.severity < rhs.severity }
}
