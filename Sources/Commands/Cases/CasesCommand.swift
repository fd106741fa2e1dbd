import ArgumentParser
import Casebook
import Casework
import Console
import Formats
import Rulebook

/// `fenliu cases`: the cases that fit, newest first.
struct CasesCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "cases", Bilingual("列出案件，最新的在前", "list cases, the newest first"),
      discussion: Bilingual(
        "默认显示表格，最多 50 件；--json 每行一个 JSON 对象，--csv 为 RFC 4180，这两种默认输出全部。",
        "A table of at most 50 cases, unless told otherwise; --json prints a JSON object a line, --csv RFC 4180, and these "
          + "two print all cases."))
  }

  @OptionGroup var house: HouseOptions
  @OptionGroup var filter: CaseFilterOptions

  @Option(help: ArgumentHelp("最多多少件", "how many at most", value: Bilingual("件数", "n")))
  var limit: Int?

  @Flag(help: ArgumentHelp("每行一个 JSON 对象", "print a JSON object a line"))
  var json = false

  @Flag(help: ArgumentHelp("输出 CSV", "print CSV"))
  var csv = false

  @Flag(help: ArgumentHelp("CSV 以字节顺序标记开头，电子表格才认得 UTF-8", "begin CSV with a byte order mark, for spreadsheets"))
  var bom = false

  mutating func validate() throws {
    if json && csv { throw ValidationError(spoken("--json 和 --csv 只能用一个", "--json and --csv exclude each other")) }
    if bom && !csv { throw ValidationError(spoken("--bom 只用于 --csv", "--bom is for --csv")) }
    if let limit, limit < 1 { throw ValidationError(spoken("--limit 至少为 1", "--limit is at least 1")) }
  }

  func run(on terminal: Terminal) async throws {
    try await house.reading { reader in
      let filter = try filter.filter(reader.rulebook.regions)
      if json || csv {
        try await export(filter, reader, terminal)
      } else {
        try await table(filter, reader, terminal)
      }
    }
  }

  private func table(_ filter: CaseFilter, _ reader: HouseReader, _ terminal: Terminal) async throws {
    let wanted = limit ?? 50
    var filter = filter
    filter.limit = wanted + 1
    let cases = try await reader.casebook.cases(filter)
    if cases.isEmpty { return terminal.tell(terminal.text("没有符合条件的案件", "no case fits")) }
    let table = CaseTable.make(Array(cases.prefix(wanted)), reader, terminal)
    for line in table.lines(width: terminal.columns) { terminal.print(line) }
    if cases.count > wanted {
      terminal.tell(
        terminal.text("还有更多；用 --limit 多看，或加条件", "there are more: raise --limit or add conditions"))
    }
  }

  private func export(_ filter: CaseFilter, _ reader: HouseReader, _ terminal: Terminal) async throws {
    if csv { terminal.put(CaseCSV.header(terminal.language, bom: bom)) }
    var filter = filter
    var rest = limit ?? Int.max
    while rest > 0, !terminal.isClosed {
      filter.limit = min(rest, 1_000)
      let page = try await reader.casebook.cases(filter)
      for summary in page {
        if csv {
          terminal.put(CaseCSV.row(summary, reader, terminal.language))
        } else {
          terminal.print(CaseJSON.summary(summary).description)
        }
      }
      guard let last = page.last, page.count == filter.limit else { return }
      filter.before = last.id
      rest -= page.count
    }
  }
}
