import Casework
import Formats

/// Reads `Config/exclusivity.yaml` against the procedures.
struct ExclusivityReader {
  let procedures: [Procedure]
  let words: LegalWords

  func read(_ file: Section) -> Exclusivity {
    defer { file.finish() }
    file.checkSchemaVersion()
    _ = file.text("as_of")
    let standingSections = file.sections("standings")
    file.noDuplicates(standingSections.compactMap { $0.optionalPlacedText("id") }, Bilingual("情形", "standing"))
    let standings = standingSections.compactMap(standing)
    let ids = Set(standings.map(\.id))
    var seen: Set<[String]> = []
    let rules = file.sections("rules").compactMap { section -> ExclusivityRule? in
      guard let rule = rule(section, standings: ids) else { return nil }
      if !seen.insert([rule.standing, rule.family.rawValue]).inserted {
        section.fault(
          "duplicate", at: "family",
          Bilingual(
            "\(rule.standing) 与 \(rule.family.rawValue) 已写过", "\(rule.standing) and \(rule.family.rawValue) stand twice"
          ))
      }
      return rule
    }
    return Exclusivity(standings: standings, rules: rules)
  }

  private func standing(_ section: Section) -> MatterStanding? {
    defer { section.finish() }
    let id = section.text("id")
    let title = section.wording("title")
    let states = section.section("states").map(self.states) ?? [:]
    var data: [String: Set<String>] = [:]
    if let known = section.optionalSection("data") {
      for entry in known.entries { data[entry.key] = Set(known.texts(entry.key).map(\.value)) }
    }
    guard let id, let title else { return nil }
    return MatterStanding(id: id, title: title, states: states, data: data)
  }

  private func states(_ section: Section) -> [String: Set<String>] {
    var states: [String: Set<String>] = [:]
    for entry in section.entries {
      let names = section.texts(entry.key)
      let procedure = procedures.first { $0.id == entry.key }
      if procedure == nil {
        section.faults.add(
          "unknown-procedure", at: Place(mark: entry.keyMark, path: "\(section.path).\(entry.key)"),
          Bilingual("Config/procedures 中没有程序 \(entry.key)", "there is no procedure \(entry.key) in Config/procedures"))
      }
      for name in names where procedure != nil && procedure?.state(name.value) == nil {
        section.faults.add(
          "unknown-state", at: name.place,
          Bilingual("程序 \(entry.key) 没有状态 \(name.value)", "procedure \(entry.key) has no state \(name.value)"))
      }
      states[entry.key] = Set(names.map(\.value))
    }
    return states
  }

  private func rule(_ section: Section, standings: Set<String>) -> ExclusivityRule? {
    defer { section.finish() }
    let family = section.choice("family", ProcedureFamily.self)
    let verdict = section.choice("verdict", ExclusivityRule.Verdict.self)
    let basis = words.basis(section, required: true)
    let isRead = section.flag("read")
    let zh = section.text("zh")
    let en = section.text("en")
    guard let standing = section.placedText("standing"), let family, let verdict, let basis, let isRead, let zh, let en
    else { return nil }
    if !standings.contains(standing.value) {
      section.faults.add(
        "unknown-value", at: standing.place,
        Bilingual("没有情形 \(standing.value)", "there is no standing \(standing.value)"))
    }
    return ExclusivityRule(
      standing: standing.value, family: family, verdict: verdict, wording: Bilingual(zh, en), basis: basis,
      isRead: isRead)
  }
}
