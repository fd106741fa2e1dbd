import Casebook
import Casework
import Letters
import Messages

extension LetterContext {
  /// The facts of a case as the casebook has them.
  init(_ file: CaseFile, procedure: Procedure, given: [String: String], today: LocalDate) {
    self.init(
      caseNumber: file.summary.number, registration: file.summary.registration, procedure: procedure,
      receivedOn: LocalDate(instant: file.summary.receivedAt), openedOn: LocalDate(instant: file.summary.openedAt),
      parties: file.parties, request: file.excerpt,
      data: Dictionary(file.data.map { ($0.name, $0.value) }) { _, last in last },
      steps: file.events.map { Step(event: $0.event, on: $0.effects.day ?? LocalDate(instant: $0.at)) },
      clocks: file.clocks.compactMap { shown in
        shown.times?.reading.due.map { Clock(rule: shown.clock.rule, due: $0.date) }
      }, given: given, today: today)
  }
}
