import Casework
import Formats

extension Section {
  /// A list of texts that must be there; a single text counts as a list of one.
  func texts(_ key: String) -> [Placed<String>] {
    guard let node = required(key) else { return [] }
    return texts(node, key)
  }

  func optionalTexts(_ key: String) -> [Placed<String>] {
    guard let node = look(key) else { return [] }
    return texts(node, key)
  }

  /// A list of mappings that must be there.
  func sections(_ key: String) -> [Section] {
    guard let node = required(key) else { return [] }
    return sections(node, key)
  }

  func optionalSections(_ key: String) -> [Section] {
    guard let node = look(key) else { return [] }
    return sections(node, key)
  }

  func section(_ key: String) -> Section? {
    required(key).flatMap { Section($0, path: "\(path).\(key)", faults: faults) }
  }

  func optionalSection(_ key: String) -> Section? {
    look(key).flatMap { Section($0, path: "\(path).\(key)", faults: faults) }
  }

  /// Notes every value that stands twice.
  func noDuplicates(_ values: [Placed<String>], _ what: Bilingual) {
    var seen: [String: Place] = [:]
    for value in values {
      guard let first = seen[value.value] else {
        seen[value.value] = value.place
        continue
      }
      faults.add(
        "duplicate", at: value.place,
        Bilingual(
          "\(what.zh)“\(value.value)”重复，首次在第 \(first.mark.line) 行",
          "\(what.en) \"\(value.value)\" stands twice, first on line \(first.mark.line)"))
    }
  }

  func elements(_ node: YAMLNode, _ key: String) -> [(node: YAMLNode, place: Place)] {
    guard let elements = node.elements else {
      faults.add(
        "wrong-type", at: Place(mark: node.mark, path: "\(path).\(key)"), Bilingual("应为列表", "expected a list"))
      return []
    }
    return elements.enumerated().map {
      ($0.element, Place(mark: $0.element.mark, path: "\(path).\(key)[\($0.offset)]"))
    }
  }

  private func texts(_ node: YAMLNode, _ key: String) -> [Placed<String>] {
    if node.elements == nil, node.entries == nil {
      return text(node, Place(mark: node.mark, path: "\(path).\(key)")).map { [$0] } ?? []
    }
    return elements(node, key).compactMap { text($0.node, $0.place) }
  }

  private func sections(_ node: YAMLNode, _ key: String) -> [Section] {
    elements(node, key).compactMap { Section($0.node, path: $0.place.path, faults: faults) }
  }
}
