import Casebook
import Casework
import Database
import Dispatching
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
  let log: HouseLog
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
    let folder = try DataFolder(path: files.folder)
    let keys = try HouseKeys.open(folder: files.keys, suite: rules.settings.crypto.suite)
    let database = try await SQLiteDatabase(
      path: files.casebook, configuration: SQLiteConfiguration(maxWaitingWrites: rules.settings.intake.queue))
    let casebook = try await Casebook(
      database: database, procedures: rules.rulebook.procedures, routes: rules.rulebook.routes.rows,
      law: ClockLaw(rules.rulebook, rules.settings), exclusivity: rules.rulebook.exclusivity,
      numberPrefix: rules.settings.numbers.prefix, now: now)
    try await casebook.raiseOutboxNumbers()
    let log = try await HouseLog.open(files: files, rules: rules, keys: keys, logger: logger)
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
