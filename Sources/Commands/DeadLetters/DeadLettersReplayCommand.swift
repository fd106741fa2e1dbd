import ArgumentParser
import Casework

/// `fenliu dead-letters replay`
struct DeadLettersReplayCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "replay", Bilingual("把死信的原始消息放回它来的主题，重新办理", "put the original records back where they came from"))
  }

  @OptionGroup var house: HouseOptions
  @OptionGroup var settling: SettlingOptions

  func run(on terminal: Terminal) async throws {
    try await settling.settle(.replay, house, terminal)
  }
}
