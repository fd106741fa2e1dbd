import ArgumentParser
import Casework
import EventLog
import Formats

/// `fenliu tail`: the records of a topic as they stand in the log.
struct TailCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "tail", Bilingual("查看主题里的记录", "show the records of a topic"),
      discussion: Bilingual(
        "默认显示最后 10 条的位置、时间、键和消息头。消息体可能含个人信息，加 --values 才显示；密封的内容仍是密封的。",
        "The last 10 records unless told otherwise: place, time, key and headers. Values can hold personal data and are "
          + "printed with --values only; what is sealed stays sealed."))
  }

  @OptionGroup var house: HouseOptions

  @Argument(
    help: ArgumentHelp("主题，如 intake.hotline", "the topic, such as intake.hotline", value: Bilingual("主题", "topic")),
    completion: .list(TailTopics.all))
  var topic: String

  @Option(
    help: ArgumentHelp(
      "从此位移开始，beginning 为最早的", "the first offset; beginning for the earliest", value: Bilingual("位移", "offset")))
  var from: LogStart?

  @Option(help: ArgumentHelp("只看一个分区", "one partition only", value: Bilingual("分区", "n")))
  var partition: Int?

  @Option(help: ArgumentHelp("最多多少条", "how many records at most", value: Bilingual("条数", "n")))
  var limit: Int?

  @Flag(help: ArgumentHelp("等待新记录", "wait for new records"))
  var follow = false

  @Flag(help: ArgumentHelp("显示消息体", "print the values"))
  var values = false

  @Flag(help: ArgumentHelp("每行一个 JSON 对象", "print a JSON object a line"))
  var json = false

  mutating func validate() throws {
    if let limit, limit < 1 { throw ValidationError(spoken("--limit 至少为 1", "--limit is at least 1")) }
    if let partition, !(0...Int(Int32.max)).contains(partition) {
      throw ValidationError(spoken("--partition 从 0 开始", "--partition counts from 0"))
    }
  }

  func run(on terminal: Terminal) async throws {
    try await house.readingLog { log in
      var reader = try await TopicReader(
        log: log.log, topic: topic, partition: partition.map { Int32($0) }, start: from, last: limit ?? 10)
      let printer = RecordPrinter(showsValues: values, isJSON: json, terminal: terminal)
      var rest = from == nil && !follow ? Int.max : limit ?? Int.max
      repeat {
        for record in try await reader.next(upTo: min(rest, 1_000)) {
          printer.print(record)
          rest -= 1
        }
        if reader.isAtEnd, follow { try await Task.sleep(for: .milliseconds(200)) }
      } while rest > 0 && !terminal.isClosed && (follow || !reader.isAtEnd)
    }
  }
}

/// Where reading starts.
enum LogStart: ExpressibleByArgument, Sendable, Hashable {
  case beginning
  case offset(Int64)

  init?(argument: String) {
    if argument == "beginning" {
      self = .beginning
    } else if let offset = Int64(argument), offset >= 0 {
      self = .offset(offset)
    } else {
      return nil
    }
  }
}
