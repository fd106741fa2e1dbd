import Casework
import Formats

/// A mapping of a file, read key by key. A fault is noted and reading goes on; keys nobody asked for are faults, too.
struct Section {
  let node: YAMLNode
  let path: String
  let faults: FaultCollector
  private let asked = Asked()

  private final class Asked {
    var keys: Set<String> = []
  }

  /// Notes a fault and is `nil` where the node is no mapping.
  init?(_ node: YAMLNode, path: String, faults: FaultCollector) {
    guard node.entries != nil else {
      faults.add(
        "wrong-type", at: Place(mark: node.mark, path: path), Bilingual("应为映射（键: 值）", "expected a mapping (key: value)")
      )
      return nil
    }
    self.node = node
    self.path = path
    self.faults = faults
  }

  var place: Place { Place(mark: node.mark, path: path) }

  /// The keys in the order of the file.
  var entries: [YAMLNode.Entry] { node.entries ?? [] }

  func has(_ key: String) -> Bool {
    look(key) != nil
  }

  /// The place of a key's value, or of the whole where the key is missing.
  func place(of key: String) -> Place {
    guard let value = look(key) else { return place }
    return Place(mark: value.mark, path: "\(path).\(key)")
  }

  func look(_ key: String) -> YAMLNode? {
    asked.keys.insert(key)
    return node[key]
  }

  /// The node under a key that must be there.
  func required(_ key: String) -> YAMLNode? {
    guard let value = look(key) else {
      faults.add("missing-key", at: place, Bilingual("缺少键“\(key)”", "missing key \"\(key)\""))
      return nil
    }
    return value
  }

  func fault(_ rule: String, at key: String, _ message: Bilingual) {
    faults.add(rule, at: place(of: key), message)
  }

  /// Says which keys nobody asked for. Call it once everything has been read.
  func finish() {
    for entry in entries where !asked.keys.contains(entry.key) {
      let known = asked.keys.sorted()
      faults.add(
        "unknown-key", at: Place(mark: entry.keyMark, path: "\(path).\(entry.key)"),
        Bilingual(
          "未知的键“\(entry.key)”；此处可用：\(known.joined(separator: "、"))",
          "unknown key \"\(entry.key)\"; known here: \(known.joined(separator: ", "))"))
    }
  }
}
