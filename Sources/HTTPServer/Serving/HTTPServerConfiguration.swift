/// Where a server listens and what it bears.
public struct HTTPServerConfiguration: Sendable {
  /// Every address is served by the same handler.
  public var addresses: [ListenAddress]
  /// Whether an address other than the loopback may be listened on.
  public var allowsRemoteClients = false
  /// Threads of the transport for each address; handlers do not run on them.
  public var threads = 2
  /// Connections at one address; further clients wait in the backlog. Fewer are taken where the process may not have so
  /// many open files.
  public var maxConnections = 4_096
  /// Clients that may wait to be accepted.
  public var backlog = 1_024
  /// Memory for one connection's line, fields and parts of its body, in bytes; a longer line is answered 414, longer
  /// fields 431.
  public var connectionMemory = 32 << 10
  /// Requests whose handlers are at work; one more is answered 503 with `Retry-After`. Streams that have begun do not
  /// count.
  public var maxRequestsInFlight = 1_024
  /// What `Retry-After` says, in seconds.
  public var retryAfter = 1
  /// A connection on which nothing moves is closed after this time; whole seconds. A stream that waits for its writer is
  /// not idle.
  public var idleTimeout: Duration = .seconds(15)
  /// A request's line and fields must be there within this time from the connection's beginning (for later requests:
  /// from the end of the idle time), however busily it trickles.
  public var headerDeadline: Duration = .seconds(10)
  /// A request's body must be there within this time from the end of its fields.
  public var bodyDeadline: Duration = .seconds(600)
  /// How long, and how many bytes, of a body that nobody wants any more are taken before the connection is closed.
  public var discardDeadline: Duration = .seconds(5)
  public var discardLimit = 64 << 20
  /// How long a drain waits for handlers and finite streams before it cancels them.
  public var drainDeadline: Duration = .seconds(15)

  public init(addresses: [ListenAddress] = [.tcp(host: "127.0.0.1", port: 8080)]) {
    self.addresses = addresses
  }
}
