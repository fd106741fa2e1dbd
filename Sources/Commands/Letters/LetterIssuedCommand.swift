import ArgumentParser
import Casebook
import Casework
import Console
import Formats

/// `fenliu letter issued`: what went out in a case.
struct LetterIssuedCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("issued", Bilingual("列出案件已签发的文书和送达", "list a case's issued letters and their service"))
  }

  @OptionGroup var house: HouseOptions

  @Argument(help: ArgumentHelp("案件编号", "the case number", value: Bilingual("编号", "number")))
  var number: String

  @Flag(help: ArgumentHelp("每行一个 JSON 对象", "print a JSON object a line"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let letters = try await house.reading { try await $0.casebook.letters(of: number) }
    if json {
      for letter in letters { terminal.print(LetterJSON.issued(letter).description) }
      return
    }
    if letters.isEmpty { return terminal.tell(terminal.text("没有已签发的文书", "no letter was issued")) }
    var table = TextTable(columns: [
      .init(terminal.text("编号", "id"), isNumber: true), .init(terminal.text("文号", "number")),
      .init(terminal.text("文书", "letter")), .init(terminal.text("签发", "issued")),
      .init(terminal.text("送达", "served"), isFlexible: true),
    ])
    for letter in letters {
      let served = letter.deliveries.map { "\($0.servedOn) \($0.recipient) \(terminal.text($0.manner.title))" }
      table.add([
        String(letter.id), letter.number ?? "", letter.title, LocalDate(instant: letter.issuedAt).description,
        served.joined(separator: terminal.text("；", "; ")),
      ])
    }
    for line in table.lines(width: terminal.columns) { terminal.print(line) }
  }
}

/// `fenliu letter show`: a letter as it went out.
struct LetterShowCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "show", Bilingual("取出已签发的文书，并核对摘要", "the letter as it was issued, its digest verified"))
  }

  @OptionGroup var house: HouseOptions

  @Argument(help: ArgumentHelp("文号，或文书的内部编号", "the letter's number or identifier", value: Bilingual("文号", "letter")))
  var letter: String

  @Option(
    help: ArgumentHelp("写入文件，不给则输出", "write to this file, else print", value: Bilingual("文件", "file")),
    completion: .file())
  var out: String?

  func run(on terminal: Terminal) async throws {
    let page = try await house.reading { reader in
      try await reader.casebook.page(of: try await reader.casebook.letter(letter))
    }
    try LetterPaper.put(String(decoding: page, as: UTF8.self), out, terminal)
  }
}
