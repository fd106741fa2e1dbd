import ArgumentParser
import Casework

/// `fenliu dead-letters`: what could not be worked and waits for a person.
struct DeadLettersCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "dead-letters", Bilingual("处理死信：无法办理、等人处置的消息", "work dead letters: messages that wait for a person"),
      subcommands: [
        DeadLettersListCommand.self, DeadLettersShowCommand.self, DeadLettersReplayCommand.self,
        DeadLettersDiscardCommand.self,
      ], defaultSubcommand: DeadLettersListCommand.self)
  }
}
