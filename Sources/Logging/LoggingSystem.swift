import Threading

/// Where the process decides, once and at its start, what handles its log statements.
public enum LoggingSystem {
  private struct State {
    var factory: @Sendable (String, Logger.MetadataProvider?) -> any LogHandler = { label, provider in
      StreamLogHandler.standardError(label: label, metadataProvider: provider)
    }
    var provider: Logger.MetadataProvider?
    var bootstrapped = false
  }

  private static let state = Lock(State())

  /// Sets the factory of handlers. May be called once; a second call is a programming error and traps.
  public static func bootstrap(_ factory: @escaping @Sendable (String) -> any LogHandler) {
    install({ label, _ in factory(label) }, provider: nil, once: true)
  }

  /// Sets the factory of handlers and the metadata provider of the process. May be called once.
  public static func bootstrap(
    _ factory: @escaping @Sendable (String, Logger.MetadataProvider?) -> any LogHandler,
    metadataProvider: Logger.MetadataProvider?
  ) {
    install(factory, provider: metadataProvider, once: true)
  }

  /// The metadata provider of the process.
  public static var metadataProvider: Logger.MetadataProvider? { state.withLock { $0.provider } }

  /// Sets the factory any number of times: for tests.
  static func bootstrapInternal(
    _ factory: @escaping @Sendable (String, Logger.MetadataProvider?) -> any LogHandler,
    metadataProvider: Logger.MetadataProvider? = nil
  ) {
    install(factory, provider: metadataProvider, once: false)
  }

  private static func install(
    _ factory: @escaping @Sendable (String, Logger.MetadataProvider?) -> any LogHandler,
    provider: Logger.MetadataProvider?, once: Bool
  ) {
    state.withLock { state in
      precondition(!once || !state.bootstrapped, "the logging system can be set up only once in a process")
      state = State(factory: factory, provider: provider, bootstrapped: once || state.bootstrapped)
    }
  }

  static func makeHandler(label: String) -> any LogHandler {
    // The factory is code of others: it runs outside the lock, so that it may itself ask for a logger.
    let (factory, provider) = state.withLock { ($0.factory, $0.provider) }
    return factory(label, provider)
  }
}
