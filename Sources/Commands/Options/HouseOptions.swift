import ArgumentParser
import Casework
import Foundation
import Glibc
import Rulebook

/// Which installation a command is about; shared by nearly all commands.
struct HouseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Config 文件夹；不给时依次为 FENLIU_CONFIG、./Config、程序旁的 ../share/fenliu/Config",
      "the folder Config; else FENLIU_CONFIG, ./Config, or ../share/fenliu/Config beside the program",
      value: Bilingual("文件夹", "folder")), completion: .directory)
  var config: String?

  @Option(
    name: [.customLong("data-folder"), .long],
    help: ArgumentHelp(
      "数据文件夹，优先于设置 data.folder", "the data folder, before the setting data.folder",
      value: Bilingual("文件夹", "folder")), completion: .directory)
  var data: String?

  /// `Config/` and `Topics/`.
  func folder() throws -> ConfigFolder {
    try ConfigFolder.find(
      argument: config, environment: Self.environment, executable: Self.executable)
  }

  /// The settings of the file, with the variables and `--data` over them.
  func settings(_ folder: ConfigFolder) throws -> Settings {
    let hasFile = FileManager.default.fileExists(atPath: folder.settingsFile)
    var settings = try Settings.load(file: hasFile ? folder.settingsFile : nil, environment: Self.environment)
    if let data { settings.data.folder = data }
    return settings
  }

  mutating func validate() throws {
    if data?.isEmpty == true {
      throw ValidationError(spoken("--data 不能为空", "--data must not be empty"))
    }
  }

  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// The program's own path, links followed.
  private static var executable: String? {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &path, Int(PATH_MAX))
    return count > 0 ? String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }
}
