import Casework
import Formats
import Foundation
import Rulebook

/// Where the value of a setting comes from.
enum SettingSource: Sendable, Hashable {
  case byDefault
  case file(String)
  case variable(String)
  case argument(String)

  var wording: Bilingual {
    switch self {
    case .byDefault: Bilingual("默认", "default")
    case .file(let path): Bilingual("文件 \(path)", "file \(path)")
    case .variable(let name): Bilingual("变量 \(name)", "variable \(name)")
    case .argument(let name): Bilingual("参数 \(name)", "argument \(name)")
    }
  }

  /// For machines.
  var code: String {
    switch self {
    case .byDefault: "default"
    case .file: "file"
    case .variable: "environment"
    case .argument: "argument"
    }
  }
}

/// Finds where each value comes from; the strongest source that names a setting counts.
struct SettingSources {
  private let file: String
  private let root: YAMLNode?
  private let environment: [String: String]
  private let dataArgument: String?

  init(file: String, environment: [String: String], dataArgument: String?) {
    self.file = file
    self.environment = environment
    self.dataArgument = dataArgument
    root = FileManager.default.contents(atPath: file).flatMap { try? YAMLNode(parsing: Array($0), file: file) }
  }

  func source(of key: SettingKey) -> SettingSource {
    if key.name == "data.folder", dataArgument != nil { return .argument("--data") }
    if let value = environment[key.variable], !(value.isEmpty && key.isOptional) { return .variable(key.variable) }
    let parts = key.name.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2, let node = root?[parts[0]]?[parts[1]] { return .file("\(file):\(node.mark.line)") }
    return .byDefault
  }
}
