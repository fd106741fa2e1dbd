import ArgumentParser
import Casebook
import Casework
import Console
import Formats

/// `fenliu letter issue`
struct LetterIssueCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "issue", Bilingual("签发文书：编号，连同摘要保存", "issue a letter: numbered, and kept with its digest"),
      discussion: Bilingual(
        "签发后不能修改。送达后用 fenliu letter serve 登记。",
        "What was issued is not changed any more. Its service: fenliu letter serve."))
  }

  @OptionGroup var options: MovingHouseOptions
  @OptionGroup var letter: LetterOptions

  @Option(help: ArgumentHelp("签发人", "who issues it", value: Bilingual("姓名", "name")))
  var actor: String

  @Flag(help: ArgumentHelp("输出 JSON", "print JSON"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let number = try letter.caseNumber()
    let issued = try await options.house.make(
      LetterIssuing(number: number, letter: letter.letter, given: letter.given, actor: actor), terminal.language)
    let name = issued["number"]?.string ?? issued["id"]?.integer.map { String($0) } ?? ""
    if let out = letter.out {
      let page = try await options.house.reading { reader in
        try await reader.casebook.page(of: try await reader.casebook.letter(name))
      }
      try LetterPaper.put(String(decoding: page, as: UTF8.self), out, terminal)
    }
    if json { return terminal.print(issued.description) }
    let (title, digest) = (issued["title"]?.string ?? "", issued["digest"]?.string ?? "")
    terminal.print(
      terminal.text("已签发：\(title) \(name)（摘要 \(digest)）", "issued: \(title) \(name) (digest \(digest))"))
  }
}
