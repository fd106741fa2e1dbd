import ArgumentParser
import Casework

/// `fenliu completions bash`: a script for the shell.
struct CompletionsCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "completions", Bilingual("输出命令行补全脚本", "print a script that completes the words of fenliu"),
      discussion: Bilingual(
        "立即启用：source <(fenliu completions bash)", "To have it now: source <(fenliu completions bash)"))
  }

  enum Shell: String, CaseIterable, ExpressibleByArgument { case bash }

  @Argument(help: ArgumentHelp("哪种 shell", "which shell"))
  var shell: Shell

  func run(on terminal: Terminal) async throws {
    guard let shell = CompletionShell(rawValue: shell.rawValue) else { return }
    terminal.print(Fenliu.completionScript(for: shell))
  }
}
