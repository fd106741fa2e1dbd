import ArgumentParser
import Casework
import Messages

/// `fenliu letter`: the documents of cases.
struct LetterCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "letter", Bilingual("文书：起草、签发、送达", "documents of cases: draft, issue, serve"),
      discussion: Bilingual(
        "fenliu letter <编号> <文书> 等于 fenliu letter draft <编号> <文书>。文书见 fenliu letter list。\n"
          + "打印：用浏览器打开 HTML，按 A4 打印；页边距、页码由文书自带，不要浏览器的页眉页脚。",
        "fenliu letter <number> <letter> means fenliu letter draft <number> <letter>. The letters: fenliu letter list.\n"
          + "To print, open the HTML in a browser on A4; margins and page numbers are the page's own, without the browser's "
          + "headers and footers."),
      subcommands: [
        LetterDraftCommand.self, LetterListCommand.self, LetterIssueCommand.self, LetterServeCommand.self,
        LetterIssuedCommand.self, LetterShowCommand.self,
      ], defaultSubcommand: LetterDraftCommand.self)
  }
}

/// Which document of which case, and what is given for it.
struct LetterOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("案件编号", "the case number", value: Bilingual("编号", "number")))
  var number: String

  @Argument(
    help: ArgumentHelp(
      "文书，见 fenliu letter list", "the letter, see fenliu letter list", value: Bilingual("文书", "letter")))
  var letter: String

  @Option(
    help: ArgumentHelp(
      "文书需要的内容，可给多次；同名多次为多段、多项", "what the letter needs; a name given again adds a paragraph or an entry",
      value: Bilingual("名=值", "name=value")))
  var data: [CaseMoveCommand.Datum] = []

  @Option(
    help: ArgumentHelp("写入文件，不给则输出", "write to this file, else print", value: Bilingual("文件", "file")),
    completion: .file())
  var out: String?

  /// Values by name; of a name that was given several times, a line each.
  var given: [String: String] {
    Dictionary(data.map { ($0.field.name, $0.field.value) }) { "\($0)\n\($1)" }
  }

  /// The case's number; throws for what is none.
  func caseNumber() throws -> String {
    guard case .request(let number) = try CaseNumberReading(number) else {
      throw CommandFailure(
        "\(number) 是受理编号；请给案件编号，如 \(number)-1",
        "\(number) is a registration number: give a case number, such as \(number)-1")
    }
    return number.description
  }
}
