import Casework
import Formats

/// Reads `Config/grounds.yaml`.
enum GroundsReader {
  static func read(_ file: Section) -> [SuspensionGround] {
    defer { file.finish() }
    file.checkSchemaVersion()
    _ = file.text("as_of")
    var seen: Set<[String]> = []
    return file.sections("grounds").compactMap { section in
      defer { section.finish() }
      let group = section.text("group")
      let code = section.placedText("code")
      let title = section.wording("title")
      let basis = section.optionalText("basis")
      _ = section.flag("verified")
      guard let group, let code, let title else { return nil }
      if !seen.insert([group, code.value]).inserted {
        file.faults.add(
          "duplicate", at: code.place,
          Bilingual("\(group) 的事由 \(code.value) 重复", "\(code.value) stands twice in \(group)"))
      }
      return SuspensionGround(group: group, code: code.value, title: title, basis: basis)
    }
  }
}
