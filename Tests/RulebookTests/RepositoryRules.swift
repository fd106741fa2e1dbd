import Foundation
import Rulebook

/// The product's own rules, and copies of them that a test may break.
enum RepositoryRules {
  /// The folder around `Config/` and `Topics/`.
  static let root: String = {
    // Links resolved, so that copies are copies and never the rules themselves.
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return folder.path
  }()

  static var config: String { "\(root)/Config" }
  static var topics: String { "\(root)/Topics" }

  static func load() throws -> Rulebook {
    try Rulebook.load(configFolder: config, topicsFolder: topics)
  }
}

/// A copy of the rules in a folder of its own, taken away with it.
final class RulesCopy {
  let folder: String
  var config: String { "\(folder)/Config" }
  var topics: String { "\(folder)/Topics" }

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/rulebook-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: RepositoryRules.config, toPath: config)
    try FileManager.default.copyItem(atPath: RepositoryRules.topics, toPath: topics)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Writes a file anew.
  func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(file)"))
  }

  /// Replaces the first place where a file says something; whether it did.
  func replace(_ old: String, with new: String, in file: String) throws -> Bool {
    let url = URL(filePath: "\(folder)/\(file)")
    var text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    guard let range = text.range(of: old) else { return false }
    text.replaceSubrange(range, with: new)
    try Data(text.utf8).write(to: url)
    return true
  }

  func check(fieldPaths: [String: Set<String>] = [:]) -> [Fault] {
    Rulebook.check(configFolder: config, topicsFolder: topics, fieldPaths: fieldPaths).faults
  }

  /// A fault as one line, with the copy's folder left out.
  func line(_ fault: Fault) -> String {
    fault.place.replacingOccurrences(of: "\(folder)/", with: "") + " " + fault.rule
  }
}
