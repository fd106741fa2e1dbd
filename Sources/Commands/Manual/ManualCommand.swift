import ArgumentParser
import Casework

/// `fenliu manual`: the manual page.
struct ManualCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "manual", Bilingual("输出手册页（roff 格式）", "print the manual page in roff"),
      discussion: Bilingual(
        "阅读：fenliu manual > fenliu.1 && man -l fenliu.1", "To read it: fenliu manual > fenliu.1 && man -l fenliu.1"))
  }

  func run(on terminal: Terminal) async throws {
    terminal.print(ManualPage(CommandDescription.describe(Fenliu.self), version: Fenliu.version).roff)
  }
}
