public import ArgumentParser
import Casework

/// The command `fenliu`.
public struct Fenliu: AsyncParsableCommand {
  /// The version of the program.
  public static let version = "0.1.0"

  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      "fenliu",
      Bilingual(
        "分流：受理群众诉求，依法分流，立案跟踪，直至办结", "Fenliu takes in what citizens bring and sends it on its lawful way"),
      discussion: Bilingual(
        "退出状态：0 成功；1 失败、被拒绝或核对不符；2 主题与文件不一致；64 用法有误。\n界面语言随 LC_ALL、LC_MESSAGES、LANG：en… 为英文，其余为中文。",
        "Ends with status 0 on success, 1 when something failed, was refused or does not add up, 2 when topics differ from the files, 64 on wrong usage.\n"
          + "Speaks English where LC_ALL, LC_MESSAGES or LANG say en…, else Chinese."),
      version: version,
      subcommands: [
        ServeCommand.self, IngestCommand.self,
        CasesCommand.self, CaseCommand.self, LetterCommand.self, DocketCommand.self, ClockCommand.self,
        ClocksCommand.self, RouteCommand.self, TailCommand.self, DeadLettersCommand.self, AuditCommand.self,
        CheckCommand.self, TopicsCommand.self, ProcedureCommand.self, SampleCommand.self,
        SettingsCommand.self, CompletionsCommand.self, ManualCommand.self,
      ])
  }

  public init() {}

  /// Parses the arguments of the process, runs the command they name, and ends the process with its status.
  public static func main() async {
    await main(nil)
  }
}
