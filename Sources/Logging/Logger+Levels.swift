extension Logger {
  /// Logs the course of the program, step by step.
  public func trace(
    _ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil,
    source: @autoclosure () -> String? = nil, file: String = #fileID, function: String = #function, line: UInt = #line
  ) {
    log(level: .trace, message(), metadata: metadata(), source: source(), file: file, function: function, line: line)
  }

  /// Logs what helps to find a fault.
  public func debug(
    _ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil,
    source: @autoclosure () -> String? = nil, file: String = #fileID, function: String = #function, line: UInt = #line
  ) {
    log(level: .debug, message(), metadata: metadata(), source: source(), file: file, function: function, line: line)
  }

  /// Logs what is normal and worth knowing.
  public func info(
    _ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil,
    source: @autoclosure () -> String? = nil, file: String = #fileID, function: String = #function, line: UInt = #line
  ) {
    log(level: .info, message(), metadata: metadata(), source: source(), file: file, function: function, line: line)
  }

  /// Logs what is normal and needs attention.
  public func notice(
    _ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil,
    source: @autoclosure () -> String? = nil, file: String = #fileID, function: String = #function, line: UInt = #line
  ) {
    log(level: .notice, message(), metadata: metadata(), source: source(), file: file, function: function, line: line)
  }

  /// Logs what is no error yet, but close to one.
  public func warning(
    _ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil,
    source: @autoclosure () -> String? = nil, file: String = #fileID, function: String = #function, line: UInt = #line
  ) {
    log(level: .warning, message(), metadata: metadata(), source: source(), file: file, function: function, line: line)
  }

  /// Logs a failure.
  public func error(
    _ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil,
    source: @autoclosure () -> String? = nil, file: String = #fileID, function: String = #function, line: UInt = #line
  ) {
    log(level: .error, message(), metadata: metadata(), source: source(), file: file, function: function, line: line)
  }

  /// Logs a failure that needs a person at once.
  public func critical(
    _ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil,
    source: @autoclosure () -> String? = nil, file: String = #fileID, function: String = #function, line: UInt = #line
  ) {
    log(level: .critical, message(), metadata: metadata(), source: source(), file: file, function: function, line: line)
  }
}
