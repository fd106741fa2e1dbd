import Casework
import Formats

/// Reads a transition of a procedure.
struct TransitionReader {
  let words: LegalWords
  let roles: Set<String>
  let known: KnownData

  /// One entry makes several steps where it says `stays` or `back_to`: one for each state to which it leads.
  func transitions(_ section: Section) -> [PlacedTransition] {
    defer { section.finish() }
    let clocks = ClockStepReader(known: known)
    let predicates = PredicateReader(known: known)
    let from = section.texts("from")
    let guardText = section.optionalWording("guard")
    let guards = section.optionalSections("guards").compactMap { predicates.guard($0, words: words) }
    let effects = section.optionalWording("effects")
    let actors = self.actors(section)
    let basis = words.basis(section, required: true)
    let settles = self.settles(section)
    let letters = section.optionalTexts("letters")
    let event = section.placedText("event")
    let title = section.wording("title")
    let targets = self.targets(section)
    let verified = section.choice("verified", Verification.self)
    var transition = Transition(
      event: event?.value ?? "", title: title ?? Bilingual("", ""), from: from.map(\.value), to: "",
      guardText: guardText, guards: guards, effects: effects, actors: actors, basis: basis ?? "",
      verified: verified ?? .design)
    transition.requires = demanded(section, "requires")
    transition.needs = demanded(section, "needs")
    transition.takes = demanded(section, "takes")
    transition.settles = settles.values
    transition.settlesDay = settles.days
    transition.starts = clocks.starts(section, usual: .step)
    transition.stops = clocks.selection(section, "stops")
    transition.suspends = clocks.suspension(section)
    transition.resumes = clocks.selection(section, "resumes")
    transition.extends = clocks.extension_(section)
    transition.corrects = clocks.correction(section)
    transition.links = links(section)
    transition.letters = letters.map(\.value)
    guard let event, title != nil, !actors.isEmpty, basis != nil, verified != nil else { return [] }
    let placed = PlacedTransition(
      transition: transition, event: event.place, from: from, to: Placed(value: "", place: event.place),
      letters: letters)
    switch targets {
    case .state(let state): return [placed.leading(to: state)]
    case .stays: return from.map { placed.leading(from: $0, to: $0) }
    case .back(let states): return states.map { placed.leading(backTo: $0) }
    case nil: return []
    }
  }

  private enum Targets {
    case state(Placed<String>)
    case stays
    case back([Placed<String>])
  }

  private func targets(_ section: Section) -> Targets? {
    if section.has("back_to") { return .back(section.texts("back_to")) }
    if section.has("stays") {
      if section.flag("stays") == true { return .stays }
      section.fault("unknown-value", at: "stays", Bilingual("只能写 stays: true", "write stays: true, or to"))
      return nil
    }
    return section.placedText("to").map { .state($0) }
  }

  private func actors(_ section: Section) -> [String] {
    let actors = section.texts("actors")
    for actor in actors where !roles.contains(actor.value) {
      section.faults.add(
        "unknown-role", at: actor.place,
        Bilingual("Config/roles.yaml 中没有角色 \(actor.value)", "there is no role \(actor.value) in Config/roles.yaml"))
    }
    return actors.map(\.value)
  }

  /// An entry is a datum's name, or `{name: …, only: […]}` where fewer of its values may be given.
  private func demanded(_ section: Section, _ key: String) -> [RequiredDatum] {
    guard let node = section.look(key) else { return [] }
    return section.elements(node, key).compactMap { element, place in
      if element.entries == nil {
        return section.text(element, place).flatMap { known.datum($0, section.faults) }
      }
      guard let entry = Section(element, path: place.path, faults: section.faults) else { return nil }
      defer { entry.finish() }
      let only = entry.texts("only")
      guard let name = entry.placedText("name"), var datum = known.datum(name, section.faults) else { return nil }
      datum.form = .oneOf(only.compactMap { known.value($0, of: datum, section.faults) })
      return datum
    }
  }

  /// Values that stand in the file, and dates that are the step's own day, written `$day`.
  private func settles(_ section: Section) -> (values: [String: String], days: [String]) {
    guard let settles = section.optionalSection("settles") else { return ([:], []) }
    var values: [String: String] = [:]
    var days: [String] = []
    for entry in settles.entries {
      let name = Placed(value: entry.key, place: Place(mark: entry.keyMark, path: "\(settles.path).\(entry.key)"))
      guard let datum = known.datum(name, section.faults), let text = settles.placedText(entry.key) else { continue }
      if text.value == "$day", datum.form == .date {
        days.append(entry.key)
      } else if let value = known.value(text, of: datum, section.faults) {
        values[entry.key] = value.code
      }
    }
    return (values, days)
  }

  /// `{kind: datum}`; the datum holds the other case's number.
  private func links(_ section: Section) -> [LinkStep] {
    guard let links = section.optionalSection("links") else { return [] }
    return links.entries.compactMap { entry in
      let place = Place(mark: entry.keyMark, path: "\(links.path).\(entry.key)")
      guard let datum = links.placedText(entry.key).flatMap({ known.datum($0, section.faults) }) else { return nil }
      guard let kind = CaseLinkKind(rawValue: entry.key) else {
        let kinds = CaseLinkKind.allCases.map(\.rawValue).joined(separator: ", ")
        section.faults.add(
          "unknown-value", at: place,
          Bilingual("没有关联 \(entry.key)；可用：\(kinds)", "there is no link \(entry.key); one of \(kinds)"))
        return nil
      }
      return LinkStep(kind: kind, datum: datum.name)
    }
  }
}

extension PlacedTransition {
  func leading(from: Placed<String>? = nil, to: Placed<String>) -> PlacedTransition {
    var step = self
    if let from {
      step.from = [from]
      step.transition.from = [from.value]
    }
    step.to = to
    step.transition.to = to.value
    return step
  }

  /// A way back, open to a case that came from there.
  func leading(backTo state: Placed<String>) -> PlacedTransition {
    var step = leading(to: state)
    step.transition.guards.append(
      Guard(
        .cameFrom([state.value]),
        wording: Bilingual("案件由 \(state.value) 进入本状态", "the case came here from \(state.value)")))
    return step
  }
}
