/// Hands every statement to several handlers, each with its own level.
public struct MultiplexLogHandler: LogHandler {
  private var handlers: [any LogHandler]
  private var provider: Logger.MetadataProvider?

  /// A handler in front of `handlers`, which keep their levels, metadata and providers.
  public init(_ handlers: [any LogHandler]) {
    self.init(handlers, metadataProvider: nil)
  }

  /// As ``init(_:)``, with a metadata provider for all of them.
  public init(_ handlers: [any LogHandler], metadataProvider: Logger.MetadataProvider?) {
    self.handlers = handlers
    provider = metadataProvider
  }

  /// The least of the handlers' levels; setting it sets all of them.
  public var logLevel: Logger.Level {
    get { handlers.map(\.logLevel).min() ?? .critical }
    set { for index in handlers.indices { handlers[index].logLevel = newValue } }
  }

  public var metadataProvider: Logger.MetadataProvider? {
    get { .multiplex(handlers.compactMap(\.metadataProvider) + [provider].compactMap(\.self)) }
    set { provider = newValue }
  }

  public func log(
    level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?, source: String, file: String,
    function: String, line: UInt
  ) {
    var metadata = metadata
    if let provider { metadata = provider.get().merging(metadata ?? [:]) { _, explicit in explicit } }
    for handler in handlers where handler.logLevel <= level {
      handler.log(
        level: level, message: message, metadata: metadata, source: source, file: file, function: function, line: line)
    }
  }

  /// The handlers' metadata together; where two have the same key, the first one's value.
  public var metadata: Logger.Metadata {
    get { handlers.reduce(into: [:]) { all, handler in all.merge(handler.metadata) { first, _ in first } } }
    set { for index in handlers.indices { handlers[index].metadata = newValue } }
  }

  public subscript(metadataKey metadataKey: String) -> Logger.Metadata.Value? {
    get { handlers.lazy.compactMap { $0[metadataKey: metadataKey] }.first }
    set { for index in handlers.indices { handlers[index][metadataKey: metadataKey] = newValue } }
  }
}
