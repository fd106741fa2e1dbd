import Casebook
import Casework
import Database
import Foundation
import Rulebook

/// The files of an installation opened for looking at them, beside their owner or without one.
struct HouseReader: Sendable {
  let files: HouseFiles
  let settings: Settings
  let rulebook: Rulebook
  let casebook: Casebook
  private let database: SQLiteDatabase

  static func open(_ options: HouseOptions) async throws -> HouseReader {
    let folder = try options.folder()
    let settings = try options.settings(folder)
    let rulebook = try Rulebook.load(configFolder: folder.config, topicsFolder: folder.topics)
    let files = HouseFiles(folder: settings.data.folder)
    guard FileManager.default.fileExists(atPath: files.casebook) else { throw Self.nothingThere(files) }
    let database = try await SQLiteDatabase(
      path: files.casebook, configuration: SQLiteConfiguration(readers: 1, readOnly: true))
    do {
      let casebook = try await Casebook(
        database: database, procedures: rulebook.procedures, routes: rulebook.routes.rows,
        law: ClockLaw(rulebook, settings), exclusivity: rulebook.exclusivity,
        numberPrefix: settings.numbers.prefix, isReadOnly: true, now: House.now)
      return HouseReader(files: files, settings: settings, rulebook: rulebook, casebook: casebook, database: database)
    } catch {
      await database.close()
      throw error
    }
  }

  func close() async { await database.close() }

  /// The name of a region where the rules know it, else its code.
  func regionName(_ code: String) -> String { rulebook.regions.region(code)?.name ?? code }

  static func nothingThere(_ files: HouseFiles) -> CommandFailure {
    CommandFailure(
      "\(files.folder) 中还没有数据；先用 fenliu serve 或 fenliu ingest 接收诉求，或用 --data 指定数据文件夹",
      "there are no data in \(files.folder): take submissions in with fenliu serve or fenliu ingest, or name the folder "
        + "with --data")
  }
}

extension HouseOptions {
  /// Opens the books for `body` and closes them after it, whatever happens.
  func reading<Result>(_ body: (HouseReader) async throws -> Result) async throws -> Result {
    let reader = try await HouseReader.open(self)
    do {
      let result = try await body(reader)
      await reader.close()
      return result
    } catch {
      await reader.close()
      throw error
    }
  }

  /// Opens the log for `body` and closes it after it.
  func readingLog<Result>(_ body: (HouseLog) async throws -> Result) async throws -> Result {
    let settings = try settings(folder())
    let log = try await HouseLog.openForReading(files: HouseFiles(folder: settings.data.folder), settings: settings)
    do {
      let result = try await body(log)
      await log.close()
      return result
    } catch {
      await log.close()
      throw error
    }
  }
}
