import ArgumentParser
import Casework

/// `fenliu case`: one case.
struct CaseCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "case", Bilingual("查看或办理一个案件", "look at one case, or move it"),
      discussion: Bilingual(
        "fenliu case <编号> 等于 fenliu case show <编号>。", "fenliu case <number> means fenliu case show <number>."),
      subcommands: [CaseShowCommand.self, CaseMoveCommand.self], defaultSubcommand: CaseShowCommand.self)
  }
}
