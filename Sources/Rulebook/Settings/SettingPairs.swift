import Formats

/// Names with values: a mapping in the file, `name=value` in a variable.
enum SettingPairs {
  /// Reads `name=value` pairs, one a line; where the text is a single line, commas stand between them. A value may hold
  /// equals signs, and commas where every pair has its line. `nil` where a pair has no name or stands twice.
  static func read(_ text: String) -> [String: String]? {
    let separator: Character = text.contains("\n") ? "\n" : ","
    var pairs: [String: String] = [:]
    for part in text.split(separator: separator) where !part.allSatisfy(\.isWhitespace) {
      guard let equals = part.firstIndex(of: "=") else { return nil }
      let name = part[..<equals].trimmingWhitespace
      let value = part[part.index(after: equals)...].trimmingWhitespace
      guard isName(name), pairs.updateValue(value, forKey: name) == nil else { return nil }
    }
    return pairs
  }

  /// Writes a mapping of scalars as `read` reads it; `nil` where the node is none.
  static func text(of node: YAMLNode) -> String? {
    guard let entries = node.entries else { return nil }
    var lines: [String] = []
    for entry in entries {
      guard isName(entry.key), case .scalar(let value, _) = entry.value.content, !entry.value.isNull,
        !value.contains("\n")
      else { return nil }
      lines.append("\(entry.key)=\(value)\n")
    }
    return lines.isEmpty ? "" : lines.joined()
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { !$0.isWhitespace && $0 != "=" && $0 != "," }
  }
}

extension Substring {
  fileprivate var trimmingWhitespace: String {
    var part = self
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }
}
