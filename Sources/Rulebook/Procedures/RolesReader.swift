import Casework

/// Reads `Config/roles.yaml`.
enum RolesReader {
  static func read(_ file: Section) -> [ProcedureRole] {
    defer { file.finish() }
    file.checkSchemaVersion()
    let sections = file.sections("roles")
    file.noDuplicates(sections.compactMap { $0.optionalPlacedText("id") }, Bilingual("角色", "role"))
    return sections.compactMap { section in
      defer { section.finish() }
      let id = section.text("id")
      let title = section.wording("title")
      guard let id, let title else { return nil }
      return ProcedureRole(id: id, title: title)
    }
  }
}
