import Casework
import Formats

/// Reads what a step does to clocks.
struct ClockStepReader {
  let known: KnownData

  func opening(_ section: Section) -> Placed<ProcedureOpening>? {
    defer { section.finish() }
    let state = section.placedText("state")
    let starts = self.starts(section, usual: .receipt)
    return state.map { Placed(value: ProcedureOpening(state: $0.value, starts: starts), place: $0.place) }
  }

  /// An entry is a rule, or `{clock: …, from: …, if: […]}`.
  func starts(_ section: Section, usual: DayOrigin) -> [ClockStart] {
    guard let node = section.look("starts") else { return [] }
    return section.elements(node, "starts").compactMap { element, place in
      if element.entries == nil {
        return section.text(element, place).map { ClockStart(rule: $0.value, from: usual) }
      }
      guard let entry = Section(element, path: place.path, faults: section.faults) else { return nil }
      defer { entry.finish() }
      let rule = entry.text("clock")
      let from = entry.optionalPlacedText("from").map { known.day($0, section.faults) } ?? usual
      let reader = PredicateReader(known: known)
      let conditions = entry.optionalSections("if").compactMap(reader.condition)
      guard let rule, let from else { return nil }
      return ClockStart(rule: rule, from: from, conditions: conditions)
    }
  }

  /// `all`, a list of rules, or `{all_except: […]}`.
  func selection(_ section: Section, _ key: String) -> ClockSelection {
    guard let node = section.look(key) else { return .none }
    if node.entries != nil {
      guard let entry = section.section(key) else { return .none }
      defer { entry.finish() }
      return .all(except: entry.texts("all_except").map(\.value))
    }
    let rules = section.texts(key).map(\.value)
    return rules == ["all"] ? .all(except: []) : .rules(rules)
  }

  func suspension(_ section: Section) -> ClockSuspensionStep? {
    guard let entry = section.optionalSection("suspends") else { return nil }
    defer { entry.finish() }
    let clocks = selection(entry, "clocks")
    let from = entry.optionalPlacedText("from").map { known.day($0, entry.faults) } ?? .step
    let ground = entry.optionalPlacedText("ground").flatMap { known.datum($0, entry.faults)?.name }
    let fixed = entry.optionalText("as")
    if ground == nil, fixed == nil {
      entry.faults.add(
        "missing-key", at: entry.place,
        Bilingual("缺少 ground（数据项）或 as（固定事由）", "missing ground (a datum) or as (the ground itself)"))
    }
    guard let from else { return nil }
    return ClockSuspensionStep(clocks: clocks, from: from, ground: ground, fixedGround: fixed)
  }

  func extension_(_ section: Section) -> ClockExtensionStep? {
    guard let entry = section.optionalSection("extends") else { return nil }
    defer { entry.finish() }
    let clocks = selection(entry, "clocks")
    let approver = entry.placedText("approver").flatMap { known.datum($0, entry.faults)?.name }
    let until = entry.optionalPlacedText("until").flatMap { known.datum($0, entry.faults)?.name }
    let by = until == nil ? entry.placedText("by").flatMap { known.datum($0, entry.faults)?.name } : nil
    guard let approver, let length = until.map({ .until($0) }) ?? by.map({ ClockExtensionStep.Length.datum($0) }) else {
      return nil
    }
    return ClockExtensionStep(clocks: clocks, length: length, approver: approver)
  }

  func correction(_ section: Section) -> ClockCorrectionStep? {
    guard let entry = section.optionalSection("corrects") else { return nil }
    defer { entry.finish() }
    let clocks = selection(entry, "clocks")
    let kind = entry.choice("as", ClockCorrectionStep.Kind.self)
    let on = entry.optionalPlacedText("on").map { known.day($0, entry.faults) } ?? .step
    guard let kind, let on else { return nil }
    return ClockCorrectionStep(clocks: clocks, kind: kind, on: on)
  }
}

/// Reads what a procedure says of its clocks.
struct ProcedureClockReader {
  let words: LegalWords

  func clock(_ section: Section) -> Placed<ProcedureClock>? {
    defer { section.finish() }
    let rule = section.placedText("rule")
    let outlives = section.optionalFlag("outlives") ?? false
    let effects = section.optionalSections("on_expiry").compactMap(effect)
    return rule.map {
      Placed(value: ProcedureClock(rule: $0.value, onExpiry: effects, outlives: outlives), place: $0.place)
    }
  }

  private func effect(_ section: Section) -> ProcedureExpiry? {
    defer { section.finish() }
    let states = section.optionalTexts("in").map(\.value)
    let basis = words.basis(section, required: false)
    let consequence = self.consequence(section)
    let zh = section.text("zh")
    let en = section.text("en")
    guard let consequence, let zh, let en else { return nil }
    return ProcedureExpiry(consequence, in: states, wording: Bilingual(zh, en), basis: basis)
  }

  private func consequence(_ section: Section) -> ProcedureExpiry.Consequence? {
    if section.has("record") { return section.text("record").map { .record(event: $0) } }
    if section.has("propose") { return section.text("propose").map { .propose(event: $0) } }
    return section.choice("note", ProcedureExpiry.Note.self).map { .note($0) }
  }
}
