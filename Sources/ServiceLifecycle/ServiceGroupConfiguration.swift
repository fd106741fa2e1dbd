public import Logging

/// What a ``ServiceGroup`` runs, and how it ends.
public struct ServiceGroupConfiguration: Sendable {
  /// The services, in the order in which they start; they are shut down in reverse.
  public var services: [ServiceConfiguration]
  /// Signals that begin the graceful shutdown.
  public var gracefulShutdownSignals: [UnixSignal]
  /// Signals that cancel all services at once.
  public var cancellationSignals: [UnixSignal]
  /// Where the group logs.
  public var logger: Logger
  /// The names of the group's metadata.
  public var logging = LoggingConfiguration()
  /// How long the graceful shutdown of all services may take together before they are cancelled.
  public var maximumGracefulShutdownDuration: Duration?
  /// How long cancelled services may take to end before the process is ended with a trap: whatever is stuck then would
  /// otherwise keep the process for ever.
  public var maximumCancellationDuration: Duration?

  public init(
    services: [ServiceConfiguration], gracefulShutdownSignals: [UnixSignal] = [],
    cancellationSignals: [UnixSignal] = [], logger: Logger
  ) {
    self.services = services
    self.gracefulShutdownSignals = gracefulShutdownSignals
    self.cancellationSignals = cancellationSignals
    self.logger = logger
  }

  /// As above, with services that all end the group when they end.
  public init(
    services: [any Service], gracefulShutdownSignals: [UnixSignal] = [], cancellationSignals: [UnixSignal] = [],
    logger: Logger
  ) {
    self.init(
      services: services.map { ServiceConfiguration(service: $0) }, gracefulShutdownSignals: gracefulShutdownSignals,
      cancellationSignals: cancellationSignals, logger: logger)
  }
}

extension ServiceGroupConfiguration {
  /// One service, and what happens when it ends.
  public struct ServiceConfiguration: Sendable {
    /// What the group does when a service ends by itself.
    public struct TerminationBehavior: Sendable, CustomStringConvertible {
      enum Behavior: String {
        case cancelGroup
        case gracefullyShutdownGroup
        case ignore
      }

      let behavior: Behavior

      /// Cancel the other services; the group throws.
      public static let cancelGroup = Self(behavior: .cancelGroup)
      /// Shut the other services down gracefully.
      public static let gracefullyShutdownGroup = Self(behavior: .gracefullyShutdownGroup)
      /// Let the others go on.
      public static let ignore = Self(behavior: .ignore)

      public var description: String { behavior.rawValue }
    }

    public var service: any Service
    /// What happens when it returns.
    public var successTerminationBehavior: TerminationBehavior
    /// What happens when it throws.
    public var failureTerminationBehavior: TerminationBehavior

    public init(
      service: any Service, successTerminationBehavior: TerminationBehavior = .cancelGroup,
      failureTerminationBehavior: TerminationBehavior = .cancelGroup
    ) {
      self.service = service
      self.successTerminationBehavior = successTerminationBehavior
      self.failureTerminationBehavior = failureTerminationBehavior
    }
  }

  /// The names of the metadata in the group's log statements.
  public struct LoggingConfiguration: Sendable {
    public struct Keys: Sendable {
      public var signalKey = "sl-signal"
      public var serviceKey = "sl-service"
      public var errorKey = "sl-error"

      public init() {}
    }

    public var keys = Keys()

    public init() {}
  }
}
