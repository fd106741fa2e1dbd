import ArgumentParser
import Casework
import Rulebook

/// `fenliu procedure draw NAME`: the machine as Mermaid or DOT.
struct ProcedureDrawCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "draw", Bilingual("把程序画成 Mermaid 或 DOT 图", "draw a procedure as Mermaid or DOT"),
      discussion: Bilingual(
        "例：fenliu procedure draw reconsideration --format dot | dot -Tsvg > reconsideration.svg",
        "Example: fenliu procedure draw reconsideration --format dot | dot -Tsvg > reconsideration.svg"))
  }

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case mermaid, dot
  }

  @OptionGroup var house: HouseOptions

  @Argument(help: ArgumentHelp("程序", "the procedure", value: Bilingual("程序", "name")))
  var name: String

  @Option(help: ArgumentHelp("mermaid 或 dot", "mermaid or dot", value: Bilingual("格式", "format")))
  var format: Format = .mermaid

  func run(on terminal: Terminal) async throws {
    let folder = try house.folder()
    let rulebook = try Rulebook.load(configFolder: folder.config, topicsFolder: folder.topics)
    let drawing = ProcedureDrawing(try rulebook.named(name), language: terminal.language)
    let text = format == .dot ? drawing.dot : drawing.mermaid
    for line in text.split(separator: "\n") { terminal.print(String(line)) }
  }
}
