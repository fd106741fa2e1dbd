import Casework
import Formats

/// Reads a file of `Config/deadlines/`.
struct DeadlinesReader {
  /// The warning that a rule's first day is not known.
  static let unknownDates = "in-force-unknown"

  /// The groups of `Config/grounds.yaml`.
  let groups: Set<String>
  let warnsOfUnknownDates: Bool

  func read(_ file: Section, name: String) -> [Placed<DeadlineRule>] {
    defer { file.finish() }
    file.checkSchemaVersion()
    _ = file.text("as_of")
    let procedure = file.placedText("procedure")
    if let procedure, name != "\(procedure.value).yaml" {
      file.faults.add(
        "wrong-name", at: procedure.place,
        Bilingual(
          "\(procedure.value) 的期限应在 \(procedure.value).yaml 中",
          "periods of \(procedure.value) belong in \(procedure.value).yaml")
      )
    }
    let rules = file.sections("rules").compactMap { rule($0, procedure?.value ?? "") }
    for rule in rules { DeadlineCheck(rule: rule, faults: file.faults, groups: groups).run() }
    if warnsOfUnknownDates { warnOfUnknownDates(rules, file) }
    return rules
  }

  private func rule(_ section: Section, _ procedure: String) -> Placed<DeadlineRule>? {
    defer { section.finish() }
    let id = section.placedText("id")
    let title = section.wording("title")
    let stage = section.text("stage")
    let who = section.text("who")
    let kind = section.choice("kind", DeadlineRule.Kind.self)
    let length = section.integer("length", in: 0...10_000)
    let unit = section.choice("unit", DeadlineUnit.self)
    let direction = section.choice("direction", DeadlineRule.Direction.self)
    let startsOn = section.text("starts_on")
    let startTitle = section.wording("start_title")
    let expiry = section.section("expiry").flatMap(self.expiry)
    let extendable = section.optionalSection("extendable").map(self.extendable)
    let lists = ["suspends_on", "excluded_time", "pauses_on", "restarts_on"].map { key in
      section.optionalTexts(key).map(\.value)
    }
    let rollOver = section.choice("roll_over", DeadlineRule.RollOver.self)
    let source = self.source(section)
    let inForce = section.optionalSection("in_force").map(self.inForce) ?? InForce()
    let note = section.optionalText("note")
    guard let id, let title, let stage, let who, let kind, let length, let unit, let direction, let startsOn,
      let startTitle, let expiry, let rollOver, let source, let inForce
    else { return nil }
    if case .some(.none) = extendable { return nil }
    return Placed(
      value: DeadlineRule(
        id: id.value, title: title, scope: DeadlineRule.Scope(procedure: procedure, stage: stage, who: who),
        kind: kind, length: length, unit: unit, direction: direction, startsOn: startsOn, startTitle: startTitle,
        expiry: expiry, extendable: extendable ?? nil, suspendsOn: lists[0], excludedTime: lists[1],
        pausesOn: lists[2], restartsOn: lists[3], rollOver: rollOver, basis: source.basis,
        isVerified: source.isVerified, level: source.level, currency: source.currency, inForce: inForce, note: note),
      place: id.place)
  }

  private struct Source {
    var basis: String
    var isVerified: Bool
    var level: SourceLevel
    var currency: RuleCurrency
  }

  private func source(_ section: Section) -> Source? {
    let basis = section.text("basis")
    let isVerified = section.flag("verified")
    let level = section.choice("level", SourceLevel.self)
    let currency = section.choice("current", RuleCurrency.self)
    guard let basis, let isVerified, let level, let currency else { return nil }
    return Source(basis: basis, isVerified: isVerified, level: level, currency: currency)
  }

  private func expiry(_ section: Section) -> ExpiryEffect? {
    defer { section.finish() }
    let code = section.text("code")
    let nature = section.choice("nature", ExpiryEffect.Nature.self)
    let manner = section.choice("manner", ExpiryEffect.Manner.self)
    let wording = section.wording("wording")
    guard let code, let nature, let manner, let wording else { return nil }
    return ExpiryEffect(code: code, nature: nature, manner: manner, wording: wording)
  }

  private func extendable(_ section: Section) -> ExtensionAllowance? {
    defer { section.finish() }
    let approver = section.text("by")
    let title = section.wording("by_title")
    let most = section.has("max") ? section.integer("max", in: 1...10_000) : nil
    let unit = section.has("unit") ? section.choice("unit", DeadlineUnit.self) : nil
    let times = section.has("times") ? section.integer("times", in: 1...100) : nil
    let condition = section.optionalWording("condition")
    if section.has("max") != section.has("unit") {
      section.fault("half-a-cap", at: "max", Bilingual("max 和 unit 应同时写明", "max and unit belong together"))
    }
    guard let approver, let title else { return nil }
    return ExtensionAllowance(
      most: most, unit: unit, times: times, approver: approver, approverTitle: title, condition: condition)
  }

  private func inForce(_ section: Section) -> InForce? {
    defer { section.finish() }
    let from = section.has("from") ? section.date("from") : nil
    let to = section.has("to") ? section.date("to") : nil
    let reachesBack = section.optionalFlag("reaches_back") ?? false
    if let from, let to, from > to {
      section.fault("bad-range", at: "to", Bilingual("不得早于 from", "must not be before `from`"))
    }
    return InForce(from: from, to: to, reachesBack: reachesBack)
  }

  /// One warning a file: most laws' first days were not looked up.
  private func warnOfUnknownDates(_ rules: [Placed<DeadlineRule>], _ file: Section) {
    let open = rules.filter { $0.value.inForce.from == nil }
    guard let first = open.first else { return }
    let names = open.map(\.value.id).joined(separator: ", ")
    file.faults.add(
      Self.unknownDates, at: first.place,
      Bilingual("施行日期不明，视为一直有效：\(names)", "not known since when these are in force, they count as open: \(names)"),
      .warning)
  }
}
