import ArgumentParser
import Casebook
import Casework
import Console
import Formats

/// `fenliu dead-letters list`
struct DeadLettersListCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("list", Bilingual("列出待处置的死信，最新的在前", "list the dead letters that wait, the newest first"))
  }

  @OptionGroup var house: HouseOptions

  @Flag(help: ArgumentHelp("已处置的也列出", "those that are settled too"))
  var all = false

  @Option(help: ArgumentHelp("最多多少件", "how many at most", value: Bilingual("件数", "n")))
  var limit: Int = 100

  @Flag(help: ArgumentHelp("每行一个 JSON 对象", "print a JSON object a line"))
  var json = false

  mutating func validate() throws {
    if limit < 1 { throw ValidationError(spoken("--limit 至少为 1", "--limit is at least 1")) }
  }

  func run(on terminal: Terminal) async throws {
    try await house.reading { reader in
      let letters = try await reader.casebook.deadLetters(status: all ? nil : .waiting, limit: limit)
      if json {
        for letter in letters { terminal.print(DeadLetterText.json(letter).description) }
        return
      }
      if letters.isEmpty { return terminal.tell(terminal.text("没有待处置的死信", "no dead letter waits")) }
      for line in Self.table(letters, terminal).lines(width: terminal.columns) { terminal.print(line) }
    }
  }

  private static func table(_ letters: [DeadLetterEntry], _ terminal: Terminal) -> TextTable {
    var table = TextTable(columns: [
      .init(terminal.text("编号", "id"), isNumber: true), .init(terminal.text("到达", "arrived")),
      .init(terminal.text("来自", "from"), width: 26, isFlexible: true), .init(terminal.text("环节", "stage")),
      .init(terminal.text("类别", "class"), width: 20, isFlexible: true),
      .init(terminal.text("受理编号", "registration")), .init(terminal.text("处置", "status")),
      .init(terminal.text("说明", "message"), isFlexible: true),
    ])
    for letter in letters {
      table.add([
        String(letter.id), String(shanghaiTime(letter.arrivedAt).dropFirst(5)), DeadLetterText.place(letter.source),
        letter.stage, letter.errorClass, letter.registration ?? "", terminal.text(letter.status.title),
        letter.message,
      ])
    }
    return table
  }
}
