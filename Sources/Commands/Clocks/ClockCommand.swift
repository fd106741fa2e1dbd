import ArgumentParser
import Casework

/// `fenliu clock`: statutory periods, derived and explained.
struct ClockCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "clock", Bilingual("法定期限：计算与说明", "statutory periods, derived and explained"),
      subcommands: [ClockComputeCommand.self, ClockExplainCommand.self])
  }
}
