import Casework
import Crypto
import Foundation
import Intake
import Messages
import Routing
import Rulebook

/// Takes files straight to the intake topics: nobody's data folder is owned, and no service is needed.
enum DirectIngest {
  static func run(
    folder: ConfigFolder, settings: Settings, keys keysFolder: String?, terminal: Terminal,
    _ body: (FileIntake) async throws -> Void
  ) async throws {
    guard let bootstrap = settings.kafka.bootstrap else {
      throw CommandFailure(
        "没有设置 Kafka 的地址；请设置 kafka.bootstrap（FENLIU_KAFKA_BOOTSTRAP）",
        "no address of Kafka is set: set kafka.bootstrap (FENLIU_KAFKA_BOOTSTRAP)")
    }
    let files = HouseFiles(folder: settings.data.folder)
    let rules = try RulesOnDisk.load(folder, settings: settings, cache: nil)
    let keys = try keys(in: keysFolder ?? files.keys, isNamed: keysFolder != nil, rules: rules)
    if keys == nil {
      terminal.tell(
        terminal.text(
          "\(files.keys) 中没有密钥：疑似举报的行和没有编号的行不发送，写入拒收文件；--keys 可指定密钥文件夹",
          "there are no keys in \(files.keys): rows that accuse officials and rows without an id are not sent and go to the "
            + "file of rejects; --keys names another folder"))
    }
    let log = try HouseLog.openForProducing(bootstrap: bootstrap, settings: settings)
    do {
      try await body(
        FileIntake(
          sink: LogSink(log: log.log, list: rules.list, keys: keys), digest: keys?.digest, rulebook: rules.rulebook,
          regions: rules.regions, settings: settings, isDirect: true))
      terminal.tell(
        terminal.text(
          "已写入收件主题，尚未登记；重复和冲突要到登记时才知道。中断后重新运行即从头再发一遍，登记时不会重复",
          "the rows are on the intake topics and not registered yet: repeats and conflicts are known only then. Run again "
            + "after a break, it sends all rows once more, and none is registered twice"))
    } catch {
      await log.close()
      throw error
    }
    await log.close()
  }

  /// The keys of the installation; `nil` where there are none, unless the folder was named.
  private static func keys(in folder: String, isNamed: Bool, rules: RulesOnDisk) throws -> LogSink.Keys? {
    let publicPath = "\(folder)/\(HouseKeys.publicFile)"
    let secretPath = "\(folder)/\(HouseKeys.secretFile)"
    let files = FileManager.default
    guard files.fileExists(atPath: publicPath), files.fileExists(atPath: secretPath) else {
      guard isNamed else { return nil }
      throw CommandFailure(
        "\(folder) 中没有 \(HouseKeys.publicFile) 和 \(HouseKeys.secretFile)",
        "\(HouseKeys.publicFile) and \(HouseKeys.secretFile) are not in \(folder)")
    }
    let recipient = try PublicKey(pem: try String(contentsOfFile: publicPath, encoding: .utf8))
    let secret = try SecretKeyFile(path: secretPath).symmetricKey()
    return LogSink.Keys(
      sealer: AccusationSealer(list: rules.list, recipient: recipient),
      digest: ContentDigest(rules.settings.crypto.suite.digests, secret: secret))
  }
}
