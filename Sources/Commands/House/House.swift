import Casebook
import Casework
import Database
import Dispatching
import EventLog
import EventLogSQLite
import Foundation
import Intake
import Logging
import Messages
import Routing
import Rulebook

/// An installation opened by its owner: the data folder, the casebook and the log in it, and what stands on them.
struct House: Sendable {
  let files: HouseFiles
  let rules: RulesOnDisk
  let casebook: Casebook
  let log: EventLogSQLite
  let signal: OutboxSignal
  let desk: IntakeDesk
  let sealer: AccusationSealer
  let digest: ContentDigest
  private let folder: DataFolder
  private let database: SQLiteDatabase

  /// The clock of the house, milliseconds since 1970-01-01 UTC.
  static let now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000) }

  /// Takes the data folder into ownership and opens everything in it.
  ///
  /// Throws ``DatabaseError`` of the kind `owned` when another process has it.
  static func open(files: HouseFiles, rules: RulesOnDisk, logger: Logger) async throws -> House {
    if rules.settings.kafka.bootstrapServers != nil {
      throw CommandFailure(
        "本版本只有内置日志，还不能接入 Kafka；请去掉设置 kafka.bootstrap_servers（FENLIU_KAFKA_BOOTSTRAP_SERVERS）",
        "this version has the embedded log only, not Kafka yet: take the setting kafka.bootstrap_servers away")
    }
    let folder = try DataFolder(path: files.folder)
    let keys = try HouseKeys.open(folder: files.keys, suite: rules.settings.crypto.suite)
    let database = try await SQLiteDatabase(
      path: files.casebook, configuration: SQLiteConfiguration(maxWaitingWrites: rules.settings.intake.queue))
    let casebook = try await Casebook(
      database: database, procedures: rules.rulebook.procedures, routes: rules.rulebook.routes.rows,
      numberPrefix: rules.settings.numbers.prefix, now: now)
    let log = try await EventLogSQLite(path: files.log, configuration: .init(now: now, logger: logger))
    try await log.ensure(topics: rules.rulebook.topics.map(TopicSpecification.init))
    let signal = OutboxSignal()
    let sealer = AccusationSealer(list: rules.list, recipient: keys.supervision)
    let digest = ContentDigest(rules.settings.crypto.suite.digests, secret: keys.secret)
    let desk = IntakeDesk(
      casebook: casebook, sealer: sealer, digest: digest, queryCodes: QueryCodes(secret: keys.secret),
      onCommit: { signal.ring() })
    return House(
      files: files, rules: rules, casebook: casebook, log: log, signal: signal, desk: desk, sealer: sealer,
      digest: digest, folder: folder, database: database)
  }

  /// Lets go of everything; what was accepted is on disk.
  func close() async {
    await log.close()
    await database.close()
    folder.release()
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
