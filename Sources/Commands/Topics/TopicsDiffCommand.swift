import ArgumentParser
import Casework
import Formats
import TopicsAsCode

/// `fenliu topics diff`
struct TopicsDiffCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "diff", Bilingual("列出集群与文件的差别：保持、新建、更改、不归管理", "show how cluster and files differ: keep, add, change, unmanaged"),
      discussion: Bilingual(
        "= 一致，+ 新建，~ 更改，! 办不到或不健康，? 不在文件中。值只是集群默认的设置不算差别。",
        "= as wanted, + to add, ~ to change, ! impossible or unhealthy, ? not in the files. A setting that only holds by the "
          + "cluster's default is no difference."))
  }

  @OptionGroup var topics: TopicsOptions

  @Flag(help: ArgumentHelp("输出 JSON 对象", "print an object in JSON"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let plans = try topics.plans()
    let comparison = try await topics.onCluster { try await topics.compare(plans, $0) }
    if json {
      terminal.print(comparison.json.description)
    } else {
      let report = TopicsReport(comparison: comparison, terminal: terminal)
      for line in report.lines(all: true) { terminal.print(line) }
      terminal.tell(report.summary)
    }
    if comparison.hasDrift { throw ExitCode.drift }
  }
}
