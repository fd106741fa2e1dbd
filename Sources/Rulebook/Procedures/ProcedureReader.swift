import Casework
import Formats

/// Reads a file of `Config/procedures/`.
struct ProcedureReader {
  let laws: Laws
  let roles: Set<String>

  /// A procedure with the places that checks need for their faults.
  func read(_ file: Section, name: String) -> PlacedProcedure? {
    defer { file.finish() }
    file.checkSchemaVersion()
    _ = file.text("as_of")
    let id = file.placedText("id")
    let title = file.wording("title")
    let isOfficeRule = file.flag("office_rule")
    let initial = file.placedText("initial")
    let alternatives = file.optionalTexts("initial_alternatives")
    let states = file.sections("states").compactMap(state)
    let data = file.optionalSections("data").compactMap(datum)
    let known = Dictionary(data.map { ($0.value.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let transitions = file.sections("transitions").compactMap { transition($0, data: known) }
    guard let id, let title, let isOfficeRule, let initial else { return nil }
    if name != "\(id.value).yaml" {
      file.faults.add(
        "wrong-name", at: id.place,
        Bilingual("程序 \(id.value) 应在 \(id.value).yaml 中", "procedure \(id.value) belongs in \(id.value).yaml"))
    }
    let procedure = Procedure(
      id: id.value, title: title, initial: initial.value, initialAlternatives: alternatives.map(\.value),
      states: states.map(\.value), transitions: transitions.map(\.transition), data: data.map(\.value),
      isOfficeRule: isOfficeRule)
    return PlacedProcedure(
      procedure: procedure, initial: [initial] + alternatives, states: states, data: data, transitions: transitions)
  }

  private func state(_ section: Section) -> Placed<ProcedureState>? {
    defer { section.finish() }
    let outcome = section.optionalSection("outcome").map(self.outcome)
    let id = section.placedText("id")
    let title = section.wording("title")
    guard let id, let title else { return nil }
    if case .some(.none) = outcome { return nil }
    return Placed(value: ProcedureState(id: id.value, title: title, outcome: outcome ?? nil), place: id.place)
  }

  private func outcome(_ section: Section) -> StateOutcome? {
    defer { section.finish() }
    let code = section.text("code")
    let title = section.wording("title")
    let detail = section.optionalText("detail")
    guard let code, let title else { return nil }
    return StateOutcome(code: code, title: title, detail: detail)
  }

  private func datum(_ section: Section) -> Placed<ProcedureDatum>? {
    defer { section.finish() }
    let values = section.optionalSections("one_of").compactMap(value)
    let form = section.has("one_of") ? .oneOf(values) : self.form(section)
    let name = section.placedText("name")
    let title = section.wording("title")
    guard let name, let title, let form else { return nil }
    return Placed(value: ProcedureDatum(name: name.value, title: title, form: form), place: name.place)
  }

  private enum FormWord: String, CaseIterable { case text, date, integer, amount }

  private func form(_ section: Section) -> ProcedureDatum.Form? {
    switch section.choice("form", FormWord.self) {
    case .text: .text
    case .date: .date
    case .integer: .integer
    case .amount: .amount
    case nil: nil
    }
  }

  private func value(_ section: Section) -> DatumValue? {
    defer { section.finish() }
    let basis = self.basis(section, required: false)
    let isCorrection = section.optionalFlag("corrected")
    let code = section.text("code")
    let title = section.wording("title")
    guard let code, let title else { return nil }
    return DatumValue(code: code, title: title, basis: basis, isCorrection: isCorrection)
  }

  /// The basis with the laws' names spelled out.
  private func basis(_ section: Section, required: Bool) -> String? {
    guard let basis = required ? section.placedText("basis") : section.optionalPlacedText("basis") else { return nil }
    for key in laws.unknownKeys(in: basis.value) {
      section.faults.add(
        "unknown-law", at: basis.place,
        Bilingual("Config/laws.yaml 中没有 \(key)", "there is no \(key) in Config/laws.yaml"))
    }
    return laws.spelledOut(basis.value)
  }

  private func transition(_ section: Section, data: [String: ProcedureDatum]) -> PlacedTransition? {
    defer { section.finish() }
    let from = section.texts("from")
    let guardText = section.optionalWording("guard")
    let effects = section.optionalWording("effects")
    let actor = section.placedText("actor")
    let basis = self.basis(section, required: true)
    let requires = self.requires(section, data: data)
    let settles = self.settles(section, data: data)
    let starts = section.optionalTexts("starts").map(\.value)
    let ends = section.optionalTexts("ends").map(\.value)
    let event = section.placedText("event")
    let title = section.wording("title")
    let to = section.placedText("to")
    let verified = section.choice("verified", Verification.self)
    guard let event, let title, let to, let actor, let basis, let verified else { return nil }
    if !roles.contains(actor.value) {
      section.faults.add(
        "unknown-role", at: actor.place,
        Bilingual("Config/roles.yaml 中没有角色 \(actor.value)", "there is no role \(actor.value) in Config/roles.yaml"))
    }
    let transition = Transition(
      event: event.value, title: title, from: from.map(\.value), to: to.value, guardText: guardText, effects: effects,
      actor: actor.value, basis: basis, verified: verified, requires: requires, settles: settles, starts: starts,
      ends: ends)
    return PlacedTransition(transition: transition, event: event.place, from: from, to: to)
  }

  /// An entry is a datum's name, or `{name: …, only: […]}` where fewer of its values may be given.
  private func requires(_ section: Section, data: [String: ProcedureDatum]) -> [RequiredDatum] {
    guard let node = section.look("requires") else { return [] }
    return section.elements(node, "requires").compactMap { element, place in
      if element.entries == nil {
        guard let name = section.text(element, place) else { return nil }
        return datum(name, data, section.faults)
      }
      guard let entry = Section(element, path: place.path, faults: section.faults) else { return nil }
      defer { entry.finish() }
      let only = entry.texts("only")
      guard let name = entry.placedText("name"), var datum = datum(name, data, section.faults) else { return nil }
      datum.form = .oneOf(only.compactMap { value($0, of: datum, section.faults) })
      return datum
    }
  }

  private func settles(_ section: Section, data: [String: ProcedureDatum]) -> [String: String] {
    guard let settles = section.optionalSection("settles") else { return [:] }
    var values: [String: String] = [:]
    for entry in settles.entries {
      let name = Placed(
        value: entry.key, place: Place(mark: entry.keyMark, path: "\(settles.path).\(entry.key)"))
      guard let datum = datum(name, data, section.faults), let text = settles.placedText(entry.key),
        let value = value(text, of: datum, section.faults)
      else { continue }
      values[entry.key] = value.code
    }
    return values
  }

  private func datum(
    _ name: Placed<String>, _ data: [String: ProcedureDatum], _ faults: FaultCollector
  ) -> ProcedureDatum? {
    if let datum = data[name.value] { return datum }
    faults.add(
      "unknown-datum", at: name.place,
      Bilingual("本程序的 data 中没有 \(name.value)", "there is no \(name.value) in this procedure's data"))
    return nil
  }

  private func value(_ code: Placed<String>, of datum: ProcedureDatum, _ faults: FaultCollector) -> DatumValue? {
    if let value = datum.value(code.value) { return value }
    faults.add(
      "unknown-value", at: code.place,
      Bilingual("\(datum.name) 没有取值 \(code.value)", "\(datum.name) has no value \(code.value)"))
    return nil
  }
}

/// A procedure with the places of its names.
struct PlacedProcedure {
  var procedure: Procedure
  /// The states in which a case may open, the usual one first.
  var initial: [Placed<String>]
  var states: [Placed<ProcedureState>]
  var data: [Placed<ProcedureDatum>]
  var transitions: [PlacedTransition]
}

struct PlacedTransition {
  var transition: Transition
  var event: Place
  var from: [Placed<String>]
  var to: Placed<String>
}
