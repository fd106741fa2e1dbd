import Dispatching
import EventLog
import EventLogKafka
import EventLogSQLite
import Foundation
import Logging
import Rulebook

/// The log of an installation: the file in its data folder, or a Kafka cluster. The one place that knows which.
struct HouseLog: Sendable {
  enum Place: Sendable, Hashable {
    case file(String)
    /// `host:port`, several with commas.
    case cluster(String)
  }

  let place: Place
  let log: any EventLog
  /// What names this installation in consumer groups; the same after every start.
  let memberID: String
  /// The relay's identity. Its position counts rows of one casebook, so that another installation on the same cluster
  /// has another identity.
  let publisherID: String
  /// What has to be done for the log now and then; a cluster looks after itself.
  var chores: [@Sendable () async throws -> Void] = []

  /// Whether the offsets of a partition follow each other without gaps. On a cluster the marks of transactions take
  /// offsets, too.
  var isGapless: Bool {
    switch place {
    case .file: true
    case .cluster: false
    }
  }

  func close() async { await log.close() }

  // MARK: Opening

  /// Opens the log for the owner of the data folder. A cluster need not answer yet.
  static func open(files: HouseFiles, rules: RulesOnDisk, keys: HouseKeys, logger: Logger) async throws -> HouseLog {
    if let bootstrap = rules.settings.kafka.bootstrap {
      return try cluster(bootstrap, rules.settings, installation: keys.installation, logger: logger)
    }
    let log = try await EventLogSQLite(path: files.log, configuration: .init(now: House.now, logger: logger))
    try await log.ensure(topics: rules.rulebook.topics.map(TopicSpecification.init))
    var house = file(files.log, log)
    house.chores = [{ _ = try await log.sweep(now: House.now()) }]
    return house
  }

  /// Opens the log for looking at it, beside its owner or without one.
  static func openForReading(files: HouseFiles, settings: Settings) async throws -> HouseLog {
    if let bootstrap = settings.kafka.bootstrap {
      return try cluster(
        bootstrap, settings, installation: try HouseKeys.installation(folder: files.keys), logger: quiet)
    }
    guard FileManager.default.fileExists(atPath: files.log) else { throw HouseReader.nothingThere(files) }
    return file(files.log, try await EventLogSQLite.readOnly(path: files.log))
  }

  /// Opens the cluster for appending, beside whoever works on it.
  static func openForProducing(bootstrap: String, settings: Settings) throws -> HouseLog {
    try cluster(bootstrap, settings, installation: nil, logger: quiet)
  }

  private static func file(_ path: String, _ log: EventLogSQLite) -> HouseLog {
    HouseLog(place: .file(path), log: log, memberID: "embedded", publisherID: Relay.publisherID)
  }

  private static func cluster(
    _ bootstrap: String, _ settings: Settings, installation: String?, logger: Logger
  ) throws -> HouseLog {
    let name = installation.map { "fenliu.\($0)" } ?? "fenliu"
    let configuration = EventLogKafkaConfiguration(
      bootstrapServers: bootstrap, properties: settings.kafka.properties, deadline: .seconds(15), namespace: name,
      logger: logger)
    return HouseLog(
      place: .cluster(bootstrap), log: try EventLogKafka(configuration), memberID: name,
      publisherID: installation.map { "\(Relay.publisherID).\($0)" } ?? Relay.publisherID)
  }

  /// A command that looks or appends says itself when the cluster does not answer.
  private static var quiet: Logger {
    var logger = Logger(label: "log.kafka")
    logger.logLevel = .error
    return logger
  }
}

extension TopicSpecification {
  /// A topic as the embedded log has it.
  init(_ plan: TopicPlan) {
    self.init(
      name: plan.name, partitions: Int32(plan.embeddedPartitions),
      cleanup: plan.cleanup == .compact ? .compact : .delete, retention: plan.retention.milliseconds)
  }
}
