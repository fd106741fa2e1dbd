import Casework
import Formats

/// Joins each mapping with those it extends; its own words go first.
struct MappingJoiner {
  let files: [MappingFile]
  let faults: FaultCollector

  func join() -> [ColumnMapping] {
    var seen: Set<String> = []
    for file in files where !seen.insert(file.id.value).inserted {
      faults.add(
        "duplicate", at: file.id.place,
        Bilingual("对照“\(file.id.value)”重复", "mapping \"\(file.id.value)\" stands twice"))
    }
    return files.map { file in
      let line = lineage(of: file)
      var columns: [String: [ColumnRule]] = [:]
      var constants: [String: [String: String]] = [:]
      for kind in MappingReader.kinds {
        // The kind's own part of a file goes before its common part, the extending file before the extended one.
        let parts = line.flatMap { [$0.parts[kind], $0.parts[MappingReader.common]] }.compactMap { $0 }
        columns[kind] = rules(parts)
        constants[kind] = parts.reduce(into: [:]) { $0.merge($1.constants) { first, _ in first } }
      }
      return ColumnMapping(id: file.id.value, title: file.title, columns: columns, constants: constants)
    }
  }

  private func rules(_ parts: [MappingFile.Part]) -> [ColumnRule] {
    var words: [String: [String: String]] = [:]
    for part in parts {
      words.merge(part.values) { own, further in own.merging(further) { first, _ in first } }
    }
    var taken: Set<String> = []
    return parts.flatMap(\.columns).compactMap { column in
      guard taken.insert(HeaderName.normalised(column.header.value)).inserted else { return nil }
      return ColumnRule(
        header: column.header.value, field: column.field, codes: column.codes ?? words[column.field] ?? [:])
    }
  }

  /// The file and those it extends, itself first.
  private func lineage(of file: MappingFile) -> [MappingFile] {
    var line = [file]
    while let parent = line.last?.extends {
      guard let next = files.first(where: { $0.id.value == parent.value }) else {
        faults.add(
          "unknown-mapping", at: parent.place,
          Bilingual("没有对照 \(parent.value)", "there is no mapping \(parent.value)"))
        return line
      }
      guard !line.contains(where: { $0.id.value == next.id.value }) else {
        faults.add(
          "circular", at: parent.place,
          Bilingual("对照互相继承：\(parent.value)", "mappings extend each other: \(parent.value)"))
        return line
      }
      line.append(next)
    }
    return line
  }
}
