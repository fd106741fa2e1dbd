import Casework
import Database
import Foundation
import Logging
import Rulebook

/// Something that changes an installation: asked of the owner where a process has it, else done here.
protocol HouseChange: Sendable {
  associatedtype Result: Sendable

  /// Asks the owner.
  func ask(_ owner: OwnerConnection) async throws -> Result
  /// Does it in a house that this process owns for the moment.
  func perform(in house: House) async throws -> Result
}

extension HouseOptions {
  /// Makes the change, whoever owns the data folder.
  func make<Change: HouseChange>(_ change: Change, _ language: Language) async throws -> Change.Result {
    let folder = try folder()
    let settings = try settings(folder)
    let files = HouseFiles(folder: settings.data.folder)
    guard FileManager.default.fileExists(atPath: files.casebook) else { throw HouseReader.nothingThere(files) }
    if let pid = DataFolder.owner(of: files.folder) { return try await ask(change, files, pid, language) }
    let rules = try RulesOnDisk.load(folder, settings: settings, cache: files.cache)
    let house: House
    do {
      house = try await House.open(files: files, rules: rules, logger: Logger(label: "fenliu"))
    } catch let error as DatabaseError {
      // Somebody came first since the look above.
      guard case .owned(let pid) = error.kind else { throw error }
      return try await ask(change, files, pid ?? 0, language)
    }
    do {
      let result = try await change.perform(in: house)
      await house.close()
      return result
    } catch {
      await house.close()
      throw error
    }
  }

  private func ask<Change: HouseChange>(
    _ change: Change, _ files: HouseFiles, _ pid: Int32, _ language: Language
  ) async throws -> Change.Result {
    let owner = OwnerConnection(files: files, pid: pid, language: language)
    defer { owner.close() }
    return try await change.ask(owner)
  }
}
