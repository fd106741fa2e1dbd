import ArgumentParser
import Casework
import Formats
import Rulebook

/// `fenliu clock compute`: derives clocks from ledgers in JSON Lines, without storing anything.
struct ClockComputeCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "compute", Bilingual("按输入的台账计算期限，每行一个 JSON", "derive clocks from ledgers, a JSON object a line"),
      discussion: Bilingual(
        "输入：{\"id\",\"rule\",\"start\":{\"event\",\"at\"}}，另可有 suspensions、exclusions、extensions、corrections、filings、"
          + "evaluated_at；- 为标准输入。\n规则不允许的，该行答复 error；有这样的行时退出状态仍为 0。",
        "Input: {\"id\",\"rule\",\"start\":{\"event\",\"at\"}}, and suspensions, exclusions, extensions, corrections, filings, "
          + "evaluated_at where there are some; - for standard input.\nWhat the rule does not allow is answered by an error "
          + "in that line; the status is 0 all the same."))
  }

  @OptionGroup var house: HouseOptions

  @Argument(
    help: ArgumentHelp("文件，- 为标准输入", "a file, - for standard input", value: Bilingual("文件", "file")),
    completion: .file())
  var file: String

  @Flag(help: ArgumentHelp("每行输出一个 JSON 对象", "print a JSON object a line"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let rules = try ClockRules.load(house)
    let trial = ClockTrial(table: rules.deadlines, calendar: rules.calendar, language: terminal.language)
    let lines = try ByteLines(path: file)
    let table = json ? nil : ClockTable(terminal: terminal)
    var output = LineBuffer(terminal: terminal)
    while !terminal.isClosed, let line = try lines.next() {
      let answer =
        switch line {
        case .success(let line): trial.answer(line.bytes, line: line.number)
        case .failure(let long):
          trial.fault(Bilingual("超过 \(long.limit) 字节", "longer than \(long.limit) bytes"), line: long.line)
        }
      if let remark = answer.remark { terminal.tell(terminal.text(remark)) }
      output.add(table?.line(answer) ?? answer.json.description)
    }
    output.flush()
  }
}
