/// Writes log statements: a label, a handler that knows where they go, and the level below which nothing is written.
///
/// Same name and signatures as in swift-log, so that the package can replace this folder. A logger is a value: a change of
/// level or metadata stays in the copy on which it was made.
public struct Logger: Sendable {
  /// Names the part of the program that logs.
  public let label: String

  /// Where the statements go.
  public var handler: any LogHandler

  init(label: String, _ handler: any LogHandler) {
    self.label = label
    self.handler = handler
  }

  /// A logger whose handler comes from the factory given to ``LoggingSystem``.
  public init(label: String) {
    self.init(label: label, LoggingSystem.makeHandler(label: label))
  }

  /// A logger with a metadata provider of its own.
  public init(label: String, metadataProvider: MetadataProvider) {
    var handler = LoggingSystem.makeHandler(label: label)
    handler.metadataProvider = metadataProvider
    self.init(label: label, handler)
  }

  /// A logger with a handler from a factory of its own, past ``LoggingSystem``.
  public init(label: String, factory: (String) -> any LogHandler) {
    self.init(label: label, factory(label))
  }

  /// As ``init(label:factory:)``; the factory is also given the metadata provider of the process.
  public init(label: String, factory: (String, MetadataProvider?) -> any LogHandler) {
    self.init(label: label, factory(label, LoggingSystem.metadataProvider))
  }

  /// The handler's metadata provider.
  public var metadataProvider: MetadataProvider? { handler.metadataProvider }

  /// The least severe level that is written.
  public var logLevel: Level {
    get { handler.logLevel }
    set { handler.logLevel = newValue }
  }

  /// A metadata value that goes with every statement of this logger.
  public subscript(metadataKey metadataKey: String) -> Metadata.Value? {
    get { handler[metadataKey: metadataKey] }
    set { handler[metadataKey: metadataKey] = newValue }
  }

  /// Writes a statement of the given level; message and metadata are built only if it will be written.
  ///
  /// - Parameter source: where it comes from; the module's name when `nil`.
  public func log(
    level: Level, _ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil,
    source: @autoclosure () -> String? = nil, file: String = #fileID, function: String = #function, line: UInt = #line
  ) {
    guard logLevel <= level else { return }
    handler.log(
      level: level, message: message(), metadata: metadata(), source: source() ?? Self.module(of: file), file: file,
      function: function, line: line)
  }

  /// The module's name at the head of a `#fileID`.
  static func module(of fileID: String) -> String {
    guard let slash = fileID.utf8.firstIndex(of: UInt8(ascii: "/")) else { return "n/a" }
    return String(fileID[..<slash])
  }
}
