import Casework
import Crypto
import Database
import Intake
import Logging
import Messages
import Rulebook

/// Where a command takes files to: the house itself where nobody owns it, else its owner.
enum IngestSession {
  static func run(
    folder: ConfigFolder, settings: Settings, terminal: Terminal,
    _ body: (FileIntake) async throws -> Void
  ) async throws {
    let files = HouseFiles(folder: settings.data.folder)
    if DataFolder.owner(of: files.folder) != nil {
      try await atOwner(files, folder: folder, settings: settings, terminal: terminal, body)
    } else {
      try await here(files, folder: folder, settings: settings, body)
    }
  }

  /// Nobody serves: the rows are registered here, and wait in the outbox for the service.
  private static func here(
    _ files: HouseFiles, folder: ConfigFolder, settings: Settings, _ body: (FileIntake) async throws -> Void
  ) async throws {
    let rules = try RulesOnDisk.load(folder, settings: settings, cache: files.cache)
    let house = try await House.open(files: files, rules: rules, logger: Logger(label: "fenliu"))
    do {
      try await body(
        FileIntake(
          sink: house.desk, digest: house.digest, rulebook: rules.rulebook, regions: rules.regions,
          settings: settings))
    } catch {
      await house.close()
      throw error
    }
    await house.close()
  }

  private static func atOwner(
    _ files: HouseFiles, folder: ConfigFolder, settings: Settings, terminal: Terminal,
    _ body: (FileIntake) async throws -> Void
  ) async throws {
    terminal.tell(terminal.text("服务正在运行，交由它登记", "the service is running: it registers the rows"))
    let rulebook = try Rulebook.load(configFolder: folder.config, topicsFolder: folder.topics)
    let secret = try SecretKeyFile(path: "\(files.keys)/\(HouseKeys.secretFile)").symmetricKey()
    let sink = OwnerSink(socket: files.socket)
    defer { sink.close() }
    try await body(
      FileIntake(
        sink: sink, digest: ContentDigest(settings.crypto.suite.digests, secret: secret), rulebook: rulebook,
        regions: RegionIndex(rulebook.regions), settings: settings))
  }
}
