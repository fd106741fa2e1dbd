public import Logging

/// Runs services together: starts them in order, and on a signal, or when one of them ends, shuts them down in reverse
/// order, each one only when the one before it has ended.
public actor ServiceGroup {
  private enum State {
    case initial
    case running
    case finished
  }

  private let configuration: ServiceGroupConfiguration
  private var state = State.initial
  /// Carries ``triggerGracefulShutdown()`` to the task that runs the group.
  private let trigger = GracefulShutdownManager()

  public init(configuration: ServiceGroupConfiguration) {
    let overlap = Set(configuration.gracefulShutdownSignals).intersection(configuration.cancellationSignals)
    precondition(overlap.isEmpty, "the same signal cannot both shut down and cancel: \(overlap)")
    self.configuration = configuration
  }

  public init(
    services: [any Service], gracefulShutdownSignals: [UnixSignal] = [], cancellationSignals: [UnixSignal] = [],
    logger: Logger
  ) {
    self.init(
      configuration: ServiceGroupConfiguration(
        services: services, gracefulShutdownSignals: gracefulShutdownSignals, cancellationSignals: cancellationSignals,
        logger: logger))
  }

  /// Runs the services until all of them have ended. May be called once.
  ///
  /// - Throws: the first error of a service whose failure is not to be ignored, or ``ServiceGroupError``.
  public func run() async throws {
    switch state {
    case .running: throw ServiceGroupError(.alreadyRunning)
    case .finished: throw ServiceGroupError(.alreadyFinished)
    case .initial: state = .running
    }
    defer { state = .finished }
    guard !configuration.services.isEmpty else { return }
    var run = ServiceGroupRun(configuration: configuration, trigger: trigger)
    try await run.run()
  }

  /// Begins the graceful shutdown and returns at once. A group that does not run yet never will.
  public func triggerGracefulShutdown() {
    if case .initial = state { state = .finished }
    trigger.shutdownGracefully()
  }
}
