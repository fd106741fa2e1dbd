import Casework
import Formats

/// A file of `Config/mappings/` before it is joined with the one it extends.
struct MappingFile {
  var id: Placed<String>
  var title: Bilingual
  var extends: Placed<String>?
  /// By kind, `common` being one.
  var parts: [String: Part]

  struct Part {
    /// In the order of the file.
    var columns: [Column] = []
    /// By field, then by normalised word.
    var values: [String: [String: String]] = [:]
    var constants: [String: String] = [:]
  }

  struct Column {
    var field: String
    var header: Placed<String>
    /// The header's own words for values; `nil` where the field's words count.
    var codes: [String: String]?
  }
}

/// Reads a mapping.
struct MappingReader {
  static let common = "common"
  static let kinds = ["hotline", "reconsideration", "mediation"]

  /// The paths of each kind's fields, as far as the caller knows them.
  let fieldPaths: [String: Set<String>]

  func read(_ file: Section, name: String) -> MappingFile? {
    defer { file.finish() }
    file.checkSchemaVersion()
    let extends = file.optionalPlacedText("extends")
    var parts: [String: MappingFile.Part] = [:]
    for kind in [Self.common] + Self.kinds {
      parts[kind] = file.optionalSection(kind).map { part($0, kind) }
    }
    let id = file.placedText("id")
    let title = file.wording("title")
    guard let id, let title else { return nil }
    if name != "\(id.value).yaml" {
      file.faults.add(
        "wrong-name", at: id.place,
        Bilingual("对照 \(id.value) 应在 \(id.value).yaml 中", "mapping \(id.value) belongs in \(id.value).yaml"))
    }
    return MappingFile(id: id, title: title, extends: extends, parts: parts)
  }

  private func part(_ section: Section, _ kind: String) -> MappingFile.Part {
    defer { section.finish() }
    var part = MappingFile.Part()
    if let columns = section.optionalSection("columns") {
      for entry in columns.entries {
        check(entry, columns, kind)
        part.columns += headers(columns, entry.key)
      }
    }
    if let values = section.optionalSection("values") {
      for entry in values.entries {
        check(entry, values, kind)
        part.values[entry.key] = values.section(entry.key).map(codes)
      }
    }
    if let constants = section.optionalSection("constants") {
      for entry in constants.entries {
        check(entry, constants, kind)
        part.constants[entry.key] = constants.text(entry.key)
      }
    }
    noDuplicates(part.columns, section.faults)
    return part
  }

  /// A field has to be one of the kind's, for `common` one of every kind's.
  private func check(_ entry: YAMLNode.Entry, _ section: Section, _ kind: String) {
    let wanted = kind == Self.common ? Self.kinds : [kind]
    let unknown = wanted.contains { name in fieldPaths[name].map { !$0.contains(entry.key) } ?? false }
    guard unknown else { return }
    section.faults.add(
      "unknown-field", at: Place(mark: entry.keyMark, path: "\(section.path).\(entry.key)"),
      Bilingual("没有字段 \(entry.key)", "there is no field \(entry.key)"))
  }

  private func headers(_ section: Section, _ field: String) -> [MappingFile.Column] {
    guard let node = section.look(field) else { return [] }
    return section.elements(node, field).compactMap { element, place in
      if element.entries == nil {
        return section.text(element, place).map { MappingFile.Column(field: field, header: $0) }
      }
      guard let entry = Section(element, path: place.path, faults: section.faults) else { return nil }
      defer { entry.finish() }
      let codes = entry.section("values").map(self.codes)
      return entry.placedText("header").map { MappingFile.Column(field: field, header: $0, codes: codes) }
    }
  }

  /// `code: [words]`; the code itself is one of its words.
  private func codes(_ section: Section) -> [String: String] {
    var codes: [String: String] = [:]
    for entry in section.entries {
      codes[HeaderName.normalised(entry.key)] = entry.key
      for word in section.texts(entry.key) {
        let normalised = HeaderName.normalised(word.value)
        if let other = codes[normalised], other != entry.key {
          section.faults.add(
            "duplicate", at: word.place,
            Bilingual("“\(word.value)”已指 \(other)", "\"\(word.value)\" means \(other) already"))
        }
        codes[normalised] = entry.key
      }
    }
    return codes
  }

  private func noDuplicates(_ columns: [MappingFile.Column], _ faults: FaultCollector) {
    var seen: [String: MappingFile.Column] = [:]
    for column in columns {
      let name = HeaderName.normalised(column.header.value)
      if let first = seen[name] {
        faults.add(
          "duplicate", at: column.header.place,
          Bilingual(
            "列名“\(column.header.value)”已在第 \(first.header.place.line) 行归于 \(first.field)",
            "header \"\(column.header.value)\" fills \(first.field) already, on line \(first.header.place.line)"))
      } else {
        seen[name] = column
      }
    }
  }
}
