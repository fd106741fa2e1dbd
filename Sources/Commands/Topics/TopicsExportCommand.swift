import ArgumentParser
import Casework
import Foundation
import Rulebook
import TopicsAsCode

/// `fenliu topics export`
struct TopicsExportCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "export", Bilingual("把集群的主题写成 Topics 文件的样子", "write the cluster's topics in the form of the files in Topics"),
      discussion: Bilingual(
        "标题、负责方、缘由取自现有文件；文件里没有的主题注明待填写。",
        "Titles, owners and reasons come from the files that are there; for topics that are not in them it says what is to be "
          + "filled in."))
  }

  @OptionGroup var topics: TopicsOptions

  @Option(
    help: ArgumentHelp(
      "写入文件；已有的文件不覆盖", "write to this file; one that is there is not replaced", value: Bilingual("文件", "file")),
    completion: .file())
  var output: String?

  func run(on terminal: Terminal) async throws {
    let plans = try topics.plans()
    let description = try await topics.onCluster { try await topics.describe($0) }
    let yaml = TopicsExport(cluster: description, known: plans).yaml()
    guard let output else { return terminal.put(Array(yaml.utf8)) }
    do {
      try Data(yaml.utf8).write(to: URL(filePath: output), options: .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      throw CommandFailure("\(output) 已经存在，没有覆盖", "\(output) is there already and was not replaced")
    }
  }
}
