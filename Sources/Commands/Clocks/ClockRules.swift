import Casework
import Rulebook

/// What clocks are reckoned by, as the installation has it.
struct ClockRules {
  var deadlines: DeadlineTable
  var calendar: WorkingCalendar

  static func load(_ house: HouseOptions) throws -> ClockRules {
    let folder = try house.folder()
    let settings = try house.settings(folder)
    let rulebook = try Rulebook.load(configFolder: folder.config, topicsFolder: folder.topics)
    return ClockRules(
      deadlines: rulebook.deadlines.with(changeOver: settings.clocks.changeOver), calendar: rulebook.workingCalendar)
  }
}
