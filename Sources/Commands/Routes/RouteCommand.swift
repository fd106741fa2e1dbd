import ArgumentParser
import Casework
import Foundation
import Messages
import Rulebook

/// `fenliu route`: decides without storing anything.
struct RouteCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "route", Bilingual("试判路径及依据，不存任何东西", "decide routes and say why, without storing anything"),
      discussion: Bilingual(
        "每行一件：JSON 对象（与提交的格式相同，只有 text 也可以），或一行文字。- 为标准输入。\n"
          + "例：echo '楼上漏水，物业不管' | fenliu route - --explain",
        "One matter a line: a JSON object in the form of a submission (text alone will do), or plain text. - is standard "
          + "input.\nExample: echo '楼上漏水，物业不管' | fenliu route - --explain"))
  }

  @OptionGroup var house: HouseOptions

  @Argument(
    help: ArgumentHelp("文件，- 为标准输入", "a file, - for standard input", value: Bilingual("文件", "file")),
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("没有写明类型的行按此类型", "the kind of lines that do not say theirs", value: Bilingual("类型", "kind")))
  var kind: Submission.Kind = .hotline

  @Flag(help: ArgumentHelp("逐关说明为何走到这里，以及前面的关为何不成立", "say gate by gate why, and why not the ones before"))
  var explain = false

  @Flag(help: ArgumentHelp("每行一个 JSON 对象", "print a JSON object a line"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let folder = try house.folder()
    let settings = try house.settings(folder)
    // Compiled patterns are kept where a data folder is; trying things out makes none.
    let files = HouseFiles(folder: settings.data.folder)
    let cache = FileManager.default.fileExists(atPath: files.keys) ? files.cache : nil
    let rules = try RulesOnDisk.load(folder, settings: settings, cache: cache)
    let lines = try InputLines(path: file)
    let trial = RouteTrial(rules: rules, kind: kind, explains: explain || json, now: House.now())
    var printer = printer(terminal)
    var isRefused = false
    while !terminal.isClosed, let line = try lines.next() {
      guard let result = trial.decide(line.bytes, line: line.number) else { continue }
      if case .refused = result.outcome { isRefused = true }
      printer.print(result)
    }
    printer.finish()
    if isRefused { throw ExitCode.failure }
  }

  private func printer(_ terminal: Terminal) -> any TrialPrinter {
    if json { return TrialJSON(terminal: terminal) }
    return explain ? TrialExplanation(terminal: terminal) : TrialTable(terminal: terminal)
  }
}
