import ArgumentParser
import Casework
import Console
import Formats
import Rulebook

/// `fenliu check`: everything wrong in `Config/` and `Topics/`, each with file, line and column.
struct CheckCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "check", Bilingual("检查 Config 和 Topics 的全部文件", "check every file of Config and Topics"),
      discussion: Bilingual(
        "每个问题一行：文件:行:列。有错误时退出状态为 1；只有警告时为 0。",
        "One fault a line: file:line:column. Ends with 1 when there are errors, with 0 when there are only warnings."))
  }

  @OptionGroup var house: HouseOptions

  @Flag(help: ArgumentHelp("输出 JSON 对象", "print an object in JSON"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let folder = try house.folder()
    let faults = ConfigCheck(
      folder: folder, environment: HouseOptions.environment, today: LocalDate(instant: House.now())
    )
    .faults()
    let list = FaultList(faults)
    if json {
      terminal.print(Self.json(list).description)
    } else {
      for fault in faults { terminal.print(Self.line(fault, terminal)) }
      terminal.tell(Self.summary(list, folder, terminal))
    }
    if !list.errors.isEmpty { throw ExitCode.failure }
  }

  private static func line(_ fault: Fault, _ terminal: Terminal) -> String {
    let severity =
      fault.severity == .error ? terminal.text("错误", "error") : terminal.text("警告", "warning")
    let path = fault.path.isEmpty ? "" : "\(fault.path): "
    return TextWidth.printable("\(fault.place): \(severity): \(path)\(terminal.text(fault.message)) [\(fault.rule)]")
  }

  private static func summary(_ list: FaultList, _ folder: ConfigFolder, _ terminal: Terminal) -> String {
    let (errors, warnings) = (list.errors.count, list.warnings.count)
    return terminal.text(
      "\(folder.config)、\(folder.topics)：错误 \(errors) 个，警告 \(warnings) 个",
      "\(folder.config), \(folder.topics): \(errors) errors, \(warnings) warnings")
  }

  private static func json(_ list: FaultList) -> JSONValue {
    let faults = list.faults.map { fault -> JSONValue in
      [
        "severity": .string(fault.severity.rawValue), "file": .string(fault.file), "line": JSONValue(fault.line),
        "column": JSONValue(fault.column), "path": .string(fault.path), "rule": .string(fault.rule),
        "message": JSONValue(fault.message),
      ]
    }
    return [
      "errors": JSONValue(list.errors.count), "warnings": JSONValue(list.warnings.count), "faults": .array(faults),
    ]
  }
}
