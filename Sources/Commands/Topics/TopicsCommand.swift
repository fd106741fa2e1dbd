import ArgumentParser
import Casework

/// `fenliu topics`: the topics of a cluster as the files of `Topics/` want them.
struct TopicsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "topics",
      Bilingual("按 Topics 的文件管理 Kafka 集群的主题", "keep the topics of a Kafka cluster as the files in Topics want them"),
      discussion: Bilingual(
        "从不删除主题，也从不减少分区。退出状态：0 一致；1 失败或文件有错；2 集群与文件不一致。",
        "Never deletes a topic nor takes partitions away. Ends with 0 when all is as wanted, 1 when something failed or "
          + "the files are wrong, 2 when cluster and files differ."),
      subcommands: [TopicsCheckCommand.self, TopicsDiffCommand.self, TopicsApplyCommand.self, TopicsExportCommand.self])
  }
}
