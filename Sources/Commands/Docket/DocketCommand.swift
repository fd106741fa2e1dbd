import ArgumentParser
import Casebook
import Casework
import Console
import Formats

/// `fenliu docket`: what a docket has to work.
struct DocketCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "docket",
      Bilingual(
        "待办清单：先超期，再按届满先后，再按先来后到", "what a docket has to work: the overdue first, then by what is left, then by age"),
      discussion: Bilingual(
        "每案列出起决定作用的期限：未了的职责期限中最先届满的一个，没有则为权利期限。--only 只看其中一类。",
        "Each case with the clock that decides: of the duties that are open the one that ends first, else of the rights. "
          + "--only shows one kind."))
  }

  @OptionGroup var house: HouseOptions

  @Argument(help: ArgumentHelp("方向", "the docket", value: Bilingual("方向", "name")))
  var name: Docket

  @Option(
    help: ArgumentHelp(
      "只看：overdue 超期、red 红、amber 黄、suspended 中止、proposals 待决定、awaiting 待确认、unassigned 未分派",
      "only: overdue, red, amber, suspended, proposals, awaiting, unassigned", value: Bilingual("类别", "kind")))
  var only: WorklistFilter?

  @Option(help: ArgumentHelp("只看这位承办人的", "only the cases of this officer", value: Bilingual("姓名", "name")))
  var assignee: String?

  @Option(help: ArgumentHelp("最多多少件", "how many at most", value: Bilingual("件数", "n")))
  var limit = 100

  @Flag(help: ArgumentHelp("输出 JSON 对象", "print an object in JSON"))
  var json = false

  mutating func validate() throws {
    if !(1...1_000).contains(limit) {
      throw ValidationError(spoken("--limit 为 1 至 1000", "--limit is from 1 to 1000"))
    }
  }

  func run(on terminal: Terminal) async throws {
    let list = try await house.reading { reader in
      try await reader.casebook.worklist(of: name, only: only, assignee: assignee, limit: limit)
    }
    if json { return terminal.print(WorklistJSON.list(list).description) }
    terminal.print(WorklistTable.headline(list, terminal))
    guard !list.entries.isEmpty else { return }
    for line in WorklistTable.make(list, terminal).lines(width: terminal.columns) { terminal.print(line) }
  }
}
