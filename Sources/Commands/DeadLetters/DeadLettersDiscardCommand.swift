import ArgumentParser
import Casework

/// `fenliu dead-letters discard`
struct DeadLettersDiscardCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "discard", Bilingual("丢弃死信，理由留存", "settle dead letters without doing anything, for a reason that is kept"))
  }

  @OptionGroup var house: HouseOptions
  @OptionGroup var settling: SettlingOptions

  func run(on terminal: Terminal) async throws {
    try await settling.settle(.discard, house, terminal)
  }
}
