import Casework

extension Settings {
  /// The text of `Config/fenliu.yaml`: every setting with its default, what it is for, and its variable.
  public static func documentedFile() -> String {
    var lines = [
      "# 运行设置 / settings of this installation. Every key stands here with its default; a key may be left out.",
      "# 每个键都可以用环境变量覆盖，变量名写在注释里 / a variable of the environment overrides the key beside it.",
      "# Source: choices of ours. The defaults run everything in one process on the embedded log, on this machine only.",
      "# 未知的键和未知的 FENLIU_ 变量会被拒绝 / unknown keys and unknown FENLIU_ variables are refused.",
      "schema_version: 1",
    ]
    var group = ""
    for key in keys {
      let parts = key.name.split(separator: ".", maxSplits: 1).map(String.init)
      if parts[0] != group {
        group = parts[0]
        lines += ["", "\(group):"]
      }
      lines += ["  # \(key.description.zh)", "  # \(key.description.en)"]
      lines.append("  # \(key.variable)：\(key.formWording.zh) / \(key.formWording.en)")
      lines.append("  \(parts[1]): \(key.yaml)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension SettingKey {
  /// The default as YAML writes it.
  fileprivate var yaml: String {
    guard let value = defaultValue else { return "null" }
    if case .text = form { return "'\(value)'" }
    return value
  }
}
