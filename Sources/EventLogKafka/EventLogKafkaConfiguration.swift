import Kafka
public import Logging

/// How a log on Apache Kafka is reached and how long it waits.
public struct EventLogKafkaConfiguration: Sendable {
  /// How members of a group are known to it.
  public enum Membership: Sendable, Hashable {
    /// By name (`group.instance.id`): a member that comes back within the session time has its partitions again at once
    /// and nobody else is disturbed; those of one that left wait for the session to end. Two with one name: the newer
    /// shuts the older out.
    case named
    /// Each for as long as it stays: its partitions go to others as soon as it leaves.
    case anonymous
  }

  /// `host:port`, several with commas.
  public var bootstrapServers: String
  /// Further properties of librdkafka for every client, for instance of TLS and SASL.
  public var properties: [String: String]
  public var membership: Membership
  /// A member that was not heard of for so long has left.
  public var sessionTimeout: Duration
  /// How long a call waits for the brokers before it says ``EventLogError/unavailable(_:)``.
  public var deadline: Duration
  /// How long an open transaction may stand before the brokers abort it. What was open when a process died holds up
  /// those who read behind it for as long, unless the process comes back sooner under the same name.
  public var transactionTimeout: Duration
  /// The beginning of all transactional identities; different installations on one cluster have different ones.
  public var namespace: String
  /// The compacted topic that keeps the positions of publishers.
  public var positionsTopic: String
  /// Replicas of topics that ``EventLogKafka/ensure(topics:)`` makes; `nil`: as many as the cluster has by default.
  public var replication: Int?
  /// How many milliseconds of linger a record waits for others before it is sent.
  public var linger: Duration
  /// Whether `LogConsumer.process` decides a batch while the one before it commits, with a second transactional
  /// producer. Off until its recovery from a broker that was killed is shown by a test.
  public var isPipelined: Bool
  public var logger: Logger

  public init(
    bootstrapServers: String, properties: [String: String] = [:], membership: Membership = .named,
    sessionTimeout: Duration = .seconds(30), deadline: Duration = .seconds(30),
    transactionTimeout: Duration = .seconds(20), namespace: String = "fenliu",
    positionsTopic: String = "relay-positions", replication: Int? = nil, linger: Duration = .milliseconds(2),
    isPipelined: Bool = false,
    logger: Logger = Logger(label: "log.kafka")
  ) {
    self.bootstrapServers = bootstrapServers
    self.properties = properties
    self.membership = membership
    self.sessionTimeout = sessionTimeout
    self.deadline = deadline
    self.transactionTimeout = transactionTimeout
    self.namespace = namespace
    self.positionsTopic = positionsTopic
    self.replication = replication
    self.linger = linger
    self.isPipelined = isPipelined
    self.logger = logger
  }

  /// What every client gets.
  var common: KafkaConfiguration {
    KafkaConfiguration(bootstrapServers: bootstrapServers, properties).filling(["reconnect.backoff.max.ms": "2000"])
  }

  var consuming: KafkaConfiguration {
    common.filling([
      "session.timeout.ms": sessionTimeout.wholeMilliseconds,
      "heartbeat.interval.ms": min(sessionTimeout / 10, .seconds(3)).wholeMilliseconds,
      // How soon partitions are seen that were added to a topic.
      "topic.metadata.refresh.interval.ms": "30000",
    ])
  }

  var producing: KafkaConfiguration {
    common.filling([
      "linger.ms": linger.wholeMilliseconds, "delivery.timeout.ms": deadline.wholeMilliseconds,
      "message.max.bytes": "\(Self.largestRecord)",
    ])
  }

  /// The library keeps what waits for an acknowledgement shorter than the transaction.
  var transactional: KafkaConfiguration {
    common.filling([
      "transaction.timeout.ms": transactionTimeout.wholeMilliseconds,
      "delivery.timeout.ms": min(deadline, transactionTimeout).wholeMilliseconds,
      "message.max.bytes": "\(Self.largestRecord)",
    ])
  }

  /// Key, value and headers; a broker takes 1 MiB unless it was told otherwise.
  static let largestRecord = 1_048_576
}

extension Duration {
  var wholeMilliseconds: String {
    let (seconds, attoseconds) = components
    return String(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
  }
}
