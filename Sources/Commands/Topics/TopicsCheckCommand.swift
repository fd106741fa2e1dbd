import ArgumentParser
import Casework
import Formats
import Rulebook
import TopicsAsCode

/// `fenliu topics check`: the files by themselves, and where a cluster is set also against it.
struct TopicsCheckCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "check",
      Bilingual("检查 Topics 的文件；设置了集群时也与集群核对", "check the files in Topics, and against the cluster where one is set"),
      discussion: Bilingual(
        "不连集群也能用：没有设置集群，或加 --offline 时只检查文件。",
        "Works without a cluster: where none is set, or with --offline, the files alone are checked."))
  }

  @OptionGroup var topics: TopicsOptions

  @Flag(help: ArgumentHelp("只检查文件，不连集群", "check the files alone, without the cluster"))
  var offline = false

  @Flag(help: ArgumentHelp("输出 JSON 对象", "print an object in JSON"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let folder = try topics.house.folder()
    let faults = Rulebook.check(configFolder: folder.config, topicsFolder: folder.topics).faults
      .filter { $0.file.hasPrefix(folder.topics) }
    let isBroken = faults.contains { $0.severity == .error }
    let settings = try topics.house.settings(folder)
    var comparison: TopicsComparison?
    if !isBroken, !offline, settings.kafka.bootstrap != nil {
      let plans = try topics.plans()
      comparison = try await topics.onCluster { try await topics.compare(plans, $0) }
    }
    if json {
      terminal.print(Self.json(faults, comparison).description)
    } else {
      tell(faults, comparison, folder, terminal)
    }
    if isBroken { throw ExitCode.failure }
    if comparison?.hasDrift == true { throw ExitCode.drift }
  }

  private func tell(_ faults: [Fault], _ comparison: TopicsComparison?, _ folder: ConfigFolder, _ terminal: Terminal) {
    for fault in faults { terminal.print(TextWidth.printable(fault.text(terminal.language))) }
    guard let comparison else {
      return terminal.tell(
        terminal.text(
          "\(folder.topics)：问题 \(faults.count) 个；没有与集群核对",
          "\(folder.topics): \(faults.count) faults; not held against a cluster"))
    }
    let report = TopicsReport(comparison: comparison, terminal: terminal)
    for line in report.lines(all: false) { terminal.print(line) }
    terminal.tell(report.summary)
  }

  private static func json(_ faults: [Fault], _ comparison: TopicsComparison?) -> JSONValue {
    let list = faults.map { fault -> JSONValue in
      [
        "severity": .string(fault.severity.rawValue), "file": .string(fault.file),
        "line": fault.line.map { .number(String($0)) } ?? .null, "rule": .string(fault.rule),
        "message": ["zh": .string(fault.message.zh), "en": .string(fault.message.en)],
      ]
    }
    return ["faults": .array(list), "comparison": comparison?.json ?? .null]
  }
}
