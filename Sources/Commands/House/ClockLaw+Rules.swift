import Casebook
import Casework
import Rulebook

extension ClockLaw {
  /// By what the clocks of an installation are reckoned.
  init(_ rulebook: Rulebook, _ settings: Settings) {
    self.init(
      deadlines: rulebook.deadlines.with(changeOver: settings.clocks.changeOver),
      calendar: rulebook.workingCalendar)
  }
}
