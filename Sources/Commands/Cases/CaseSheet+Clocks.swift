import Casebook
import Casework
import Console
import Rulebook

extension CaseSheet {
  /// The clocks of the case: the last day, what is left, and how each stands.
  func writeClocks(_ sheet: inout Sheet) {
    guard !file.clocks.isEmpty else { return }
    sheet.title(terminal.text("期限", "Clocks"))
    for shown in file.clocks { sheet.rows(shown.clock.name, [summary(shown)] + details(shown)) }
  }

  private func summary(_ shown: ShownClock) -> String {
    let words = ClockWords(shown)
    return [shown.rule.map { terminal.text($0.title) }, terminal.text(words.state), words.due.map(terminal.text)]
      .compactMap { $0 }.joined(separator: terminal.text("，", ", "))
  }

  private func details(_ shown: ShownClock) -> [String] {
    let words = ClockWords(shown)
    return [words.left, words.question].compactMap { $0 }.map(terminal.text)
      + (shown.rule.map { [reader.rulebook.laws.spelledOut($0.basis)] } ?? [])
  }
}
