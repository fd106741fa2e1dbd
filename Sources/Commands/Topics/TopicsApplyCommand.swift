import ArgumentParser
import Casework
import Formats
import Threading
import TopicsAsCode

/// `fenliu topics apply`
struct TopicsApplyCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "apply", Bilingual("新建缺少的主题，合并设置", "create the topics that are missing and merge settings"),
      discussion: Bilingual(
        "可以中断，再执行一次即可接着做完；已经一致时什么也不做。文件里没有写的设置不动。",
        "It can be interrupted and run again, which goes on from there; where all is as wanted it does nothing. Settings that "
          + "the files do not name stay as they are."))
  }

  @OptionGroup var topics: TopicsOptions

  @Flag(
    help: ArgumentHelp(
      "给已有主题增加分区；此后同一个键会换到别的分区，先后次序从那时起重新算",
      "add partitions to topics that exist; from then on a key goes to another partition, and its order begins anew"))
  var growPartitions = false

  @Flag(
    help: ArgumentHelp(
      "允许缩短保留时间、改变清理方式：集群可能因此删去现存记录",
      "shorten retention and change the cleanup, under which the cluster may remove records that it now keeps"))
  var allowDiscarding = false

  @Flag(
    help: ArgumentHelp(
      "文件里没有的主题设置恢复为集群默认", "take settings of topics that are not in the files back to the cluster's defaults"))
  var pruneSettings = false

  @Flag(help: ArgumentHelp("输出 JSON 对象", "print an object in JSON"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let plans = try topics.plans()
    let permissions = TopicsApplication.Permissions(
      growsPartitions: growPartitions, mayDiscard: allowDiscarding, prunesSettings: pruneSettings)
    let application = try await topics.onCluster { cluster in
      let application = TopicsApplication(try await topics.compare(plans, cluster), permissions)
      try await application.run(on: cluster) { step in
        if !json { terminal.print(terminal.text(step.wording)) }
      }
      return application
    }
    if json { terminal.print(Self.json(application).description) } else { tell(application, terminal) }
    if !application.heldBack.isEmpty { throw ExitCode.drift }
  }

  private func tell(_ application: TopicsApplication, _ terminal: Terminal) {
    if application.steps.isEmpty, application.heldBack.isEmpty {
      terminal.tell(terminal.text("主题已经与文件一致，没有要做的", "the topics are as the files want them, nothing to do"))
    }
    for (topic, finding) in application.heldBack {
      terminal.tell(
        TextWidth.printable(terminal.text("没有做：", "not done: ") + "\(topic): " + terminal.text(finding.wording)))
    }
  }

  private static func json(_ application: TopicsApplication) -> JSONValue {
    [
      "done": .array(application.steps.map(\.json)),
      "held_back": .array(
        application.heldBack.map { ["topic": .string($0.topic), "finding": $0.finding.json] as JSONValue }),
    ]
  }
}
