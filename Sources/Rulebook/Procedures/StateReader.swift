import Casework
import Formats

/// Reads a state of a procedure.
struct StateReader {
  func state(_ section: Section) -> Placed<ProcedureState>? {
    defer { section.finish() }
    let outcome = section.optionalSection("outcome").map(self.outcome)
    let wait = section.optionalSection("waits").flatMap(self.wait)
    let id = section.placedText("id")
    let title = section.wording("title")
    guard let id, let title else { return nil }
    if case .some(.none) = outcome { return nil }
    return Placed(
      value: ProcedureState(id: id.value, title: title, outcome: outcome ?? nil, wait: wait), place: id.place)
  }

  private func outcome(_ section: Section) -> StateOutcome? {
    defer { section.finish() }
    let code = section.text("code")
    let title = section.wording("title")
    let detail = section.optionalText("detail")
    guard let code, let title else { return nil }
    return StateOutcome(code: code, title: title, detail: detail)
  }

  private func wait(_ section: Section) -> StateWait? {
    defer { section.finish() }
    if section.has("passes") { return section.text("passes").map { .passes(event: $0) } }
    if section.has("clocks") {
      let clocks = section.texts("clocks").map(\.value)
      let otherwise = section.optionalWording("otherwise")
      return clocks.isEmpty ? nil : .clocks(clocks, otherwise: otherwise)
    }
    guard let word = section.placedText("clock") else { return nil }
    if word.value != "none" {
      section.faults.add(
        "unknown-value", at: word.place,
        Bilingual("应写 clock: none，或者 clocks: [期限]", "write clock: none, or clocks: [the periods]"))
    }
    let reminder = section.optionalSection("reminder").flatMap(self.reminder)
    return section.wording("because").map { .unlimited(because: $0, reminder: reminder) }
  }

  /// No law gives the number, and the file has to say so.
  private func reminder(_ section: Section) -> OfficeReminder? {
    defer { section.finish() }
    let days = section.integer("working_days", in: 1...366)
    if section.flag("verified") == true {
      section.fault(
        "not-verified", at: "verified",
        Bilingual("提醒是本单位约定，应写 verified: false", "a reminder is the office's own: write verified: false"))
    }
    return days.map(OfficeReminder.init)
  }
}
