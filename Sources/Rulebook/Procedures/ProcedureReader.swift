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
    let words = LegalWords(laws: laws)
    let states = file.sections("states").compactMap(StateReader().state)
    let data = file.optionalSections("data").compactMap(DatumReader(words: words).datum)
    let known = KnownData(data.map(\.value))
    let clockReader = ClockStepReader(known: known)
    let openings = file.optionalSections("openings").compactMap(clockReader.opening)
    let clocks = file.optionalSections("clocks").compactMap(ProcedureClockReader(words: words).clock)
    let transitionReader = TransitionReader(words: words, roles: roles, known: known)
    let transitions = file.sections("transitions").flatMap(transitionReader.transitions)
    guard let id, let title, let isOfficeRule, let initial else { return nil }
    if name != "\(id.value).yaml" {
      file.faults.add(
        "wrong-name", at: id.place,
        Bilingual("程序 \(id.value) 应在 \(id.value).yaml 中", "procedure \(id.value) belongs in \(id.value).yaml"))
    }
    let procedure = Procedure(
      id: id.value, title: title, initial: initial.value, initialAlternatives: alternatives.map(\.value),
      openings: openings.map(\.value), states: states.map(\.value), transitions: transitions.map(\.transition),
      clocks: clocks.map(\.value), data: data.map(\.value), isOfficeRule: isOfficeRule)
    return PlacedProcedure(
      procedure: procedure, initial: [initial] + alternatives, states: states, data: data, openings: openings,
      clocks: clocks, transitions: transitions)
  }
}

/// A procedure with the places of its names.
struct PlacedProcedure {
  var procedure: Procedure
  /// The states in which a case may open, the usual one first.
  var initial: [Placed<String>]
  var states: [Placed<ProcedureState>]
  var data: [Placed<ProcedureDatum>]
  var openings: [Placed<ProcedureOpening>]
  var clocks: [Placed<ProcedureClock>]
  var transitions: [PlacedTransition]
}

struct PlacedTransition {
  var transition: Transition
  var event: Place
  var from: [Placed<String>]
  var to: Placed<String>
  var letters: [Placed<String>]
}

/// Reads the basis of a rule.
struct LegalWords {
  let laws: Laws

  /// The basis with the laws' names spelled out.
  func basis(_ section: Section, required: Bool) -> String? {
    guard let basis = required ? section.placedText("basis") : section.optionalPlacedText("basis") else { return nil }
    for key in laws.unknownKeys(in: basis.value) {
      section.faults.add(
        "unknown-law", at: basis.place,
        Bilingual("Config/laws.yaml 中没有 \(key)", "there is no \(key) in Config/laws.yaml"))
    }
    return laws.spelledOut(basis.value)
  }
}
