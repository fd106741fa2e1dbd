import Casework

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where `Config/` and `Topics/` lie.
public struct ConfigFolder: Sendable, Hashable {
  public enum Origin: String, Sendable, Hashable, CaseIterable {
    /// `--config`
    case argument
    /// `FENLIU_CONFIG`
    case environment
    /// `./Config`
    case workingFolder
    /// `../share/fenliu/Config`, seen from the executable
    case installed
  }

  public var config: String
  /// `Topics` beside the folder `Config`.
  public var topics: String
  public var origin: Origin

  public init(config: String, topics: String, origin: Origin) {
    self.config = config
    self.topics = topics
    self.origin = origin
  }

  /// `fenliu.yaml` in the folder.
  public var settingsFile: String { "\(config)/fenliu.yaml" }

  /// Looks in this order: the argument, `FENLIU_CONFIG`, `./Config`, and beside the executable. What is named outright must
  /// be there.
  ///
  /// - Parameter executable: the path of the running program, links followed.
  public static func find(
    argument: String?, environment: [String: String], workingFolder: String = ".", executable: String?
  ) throws(FaultList) -> ConfigFolder {
    let named: [(String?, Origin, String)] = [
      (argument, .argument, "--config"), (environment["FENLIU_CONFIG"], .environment, "FENLIU_CONFIG"),
    ]
    for case (let folder?, let origin, let name) in named where !folder.isEmpty {
      guard isFolder(folder) else {
        throw FaultList([
          Fault(
            file: folder, rule: "missing-folder",
            message: Bilingual("\(name) 指定的文件夹不存在", "the folder that \(name) names is not there"))
        ])
      }
      return ConfigFolder(config: folder, topics: topics(beside: folder), origin: origin)
    }
    let here = workingFolder == "." ? "Config" : "\(workingFolder)/Config"
    if isFolder(here) { return ConfigFolder(config: here, topics: topics(beside: here), origin: .workingFolder) }
    if let executable {
      let installed = "\(parent(parent(executable)))/share/fenliu/Config"
      if isFolder(installed) {
        return ConfigFolder(config: installed, topics: topics(beside: installed), origin: .installed)
      }
    }
    throw FaultList([
      Fault(
        file: here, rule: "missing-folder",
        message: Bilingual(
          "找不到 Config 文件夹：请在有 Config 的文件夹中运行，或用 --config 或 FENLIU_CONFIG 指定",
          "no folder Config here: run where it is, or name it with --config or FENLIU_CONFIG"))
    ])
  }

  private static func topics(beside config: String) -> String {
    let parent = parent(config)
    if parent.isEmpty { return "Topics" }
    return parent == "/" ? "/Topics" : "\(parent)/Topics"
  }

  /// The folder around a path; empty for a bare name.
  private static func parent(_ path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    while parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    parts.removeLast()
    if parts.count == 1, parts[0].isEmpty { return "/" }
    return parts.joined(separator: "/")
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
  }
}
