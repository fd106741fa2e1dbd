import Dispatching
import EventLog
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
  let chores: [@Sendable () async throws -> Void]

  /// Whether the offsets of a partition follow each other without gaps. On a cluster the marks of transactions take
  /// offsets, too.
  var isGapless: Bool {
    switch place {
    case .file: true
    case .cluster: false
    }
  }

  func close() async { await log.close() }

  /// Opens the log for the owner of the data folder.
  static func open(files: HouseFiles, rules: RulesOnDisk, keys: HouseKeys, logger: Logger) async throws -> HouseLog {
    if rules.settings.kafka.bootstrap != nil { throw noKafkaYet }
    let log = try await EventLogSQLite(path: files.log, configuration: .init(now: House.now, logger: logger))
    try await log.ensure(topics: rules.rulebook.topics.map(TopicSpecification.init))
    return HouseLog(
      place: .file(files.log), log: log, memberID: "embedded", publisherID: Relay.publisherID,
      chores: [{ _ = try await log.sweep(now: House.now()) }])
  }

  /// Opens the log for looking at it, beside its owner or without one.
  static func openForReading(files: HouseFiles, settings: Settings) async throws -> HouseLog {
    if settings.kafka.bootstrap != nil { throw noKafkaYet }
    guard FileManager.default.fileExists(atPath: files.log) else { throw HouseReader.nothingThere(files) }
    return HouseLog(
      place: .file(files.log), log: try await EventLogSQLite.readOnly(path: files.log), memberID: "embedded",
      publisherID: Relay.publisherID, chores: [])
  }

  /// Opens the cluster for appending, beside whoever works on it.
  static func openForProducing(settings: Settings, logger: Logger) async throws -> HouseLog { throw noKafkaYet }

  private static let noKafkaYet = CommandFailure(
    "本版本只有内置日志，还不能接入 Kafka；请去掉设置 kafka.bootstrap（FENLIU_KAFKA_BOOTSTRAP）",
    "this version has the embedded log only, not Kafka yet: take the setting kafka.bootstrap away")
}

extension TopicSpecification {
  /// A topic as the embedded log has it.
  init(_ plan: TopicPlan) {
    self.init(
      name: plan.name, partitions: Int32(plan.embeddedPartitions),
      cleanup: plan.cleanup == .compact ? .compact : .delete, retention: plan.retention.milliseconds)
  }
}
