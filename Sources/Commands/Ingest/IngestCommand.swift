public import ArgumentParser
import Casework
public import Intake
import Messages
import Rulebook

extension FileFormat: ExpressibleByArgument {}

/// Where files are taken.
enum IngestDestination: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// Registered at once, by the service where one runs.
  case casebook
  /// Straight to the intake topics on Kafka.
  case kafka
}

/// `fenliu ingest`: takes files in, with and without a running service.
struct IngestCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "ingest", Bilingual("受理文件：CSV、XLSX 或 JSON Lines", "take in files: CSV, XLSX or JSON Lines"),
      discussion: Bilingual(
        "编码可为 UTF-8、带 BOM 的 UTF-16、GB18030。不合格的行写入 <文件>.rejects.jsonl，其余照常受理。\n"
          + "同一文件可反复给，中断后可重来，不会重复登记。服务在运行时，通过数据文件夹中的套接字交给它。\n"
          + "--to kafka 不经服务，直接写入收件主题：登记编号、重复和冲突要到服务登记时才知道。",
        "Encodings: UTF-8, UTF-16 with BOM, GB18030. Rows that are refused go to <file>.rejects.jsonl; the rest goes on.\n"
          + "A file can be given again, and a broken run resumed: nothing doubles. A running service is handed the rows.\n"
          + "--to kafka goes without the service straight to the intake topics: numbers, repeats and conflicts are known "
          + "only when the service registers the rows."
      ))
  }

  @OptionGroup var house: HouseOptions

  @Argument(
    help: ArgumentHelp("文件；- 为标准输入", "files; - is standard input", value: Bilingual("文件", "file")),
    completion: .file())
  var files: [String]

  @Option(help: ArgumentHelp("事项种类", "the kind of matter"))
  var kind: Submission.Kind

  @Option(help: ArgumentHelp("格式；不给时自动识别", "the format; told from the file unless given"))
  var format: FileFormat?

  @Option(
    help: ArgumentHelp("列名对照，见 Config/mappings", "the mapping of columns, see Config/mappings"))
  var mapping = "default"

  @Option(
    help: ArgumentHelp("没有“来源”列时的来源名", "the source of rows that name none", value: Bilingual("名称", "name")))
  var source = "file"

  @Option(
    help: ArgumentHelp("拒收行写到哪里", "where refused rows are written", value: Bilingual("文件", "file")),
    completion: .file())
  var rejects: String?

  @Option(
    help: ArgumentHelp(
      "casebook 为登记入库，kafka 为直接写入收件主题", "casebook registers the rows, kafka puts them on the intake topics"))
  var to: IngestDestination = .casebook

  @Option(
    help: ArgumentHelp(
      "--to kafka 时密封举报用的密钥文件夹，默认为数据文件夹中的 keys",
      "with --to kafka: the folder of the keys that accusations are sealed with; keys in the data folder unless given",
      value: Bilingual("文件夹", "folder")), completion: .directory)
  var keys: String?

  mutating func validate() throws {
    if keys != nil, to != .kafka {
      throw ValidationError(spoken("--keys 只与 --to kafka 同用", "--keys goes with --to kafka only"))
    }
  }

  func run(on terminal: Terminal) async throws {
    let folder = try house.folder()
    let settings = try house.settings(folder)
    var failed = false
    let takeIn: (FileIntake) async throws -> Void = { intake in
      for file in files {
        let request = IngestRequest(
          path: file, kind: kind, format: format, mapping: mapping, source: source,
          rejects: rejects ?? IngestRequest.rejects(beside: file))
        failed = try await intake.ingest(request, terminal: terminal).hasRefusals || failed
      }
    }
    switch to {
    case .casebook:
      try await IngestSession.run(folder: folder, settings: settings, terminal: terminal, takeIn)
    case .kafka:
      try await DirectIngest.run(folder: folder, settings: settings, keys: keys, terminal: terminal, takeIn)
    }
    if failed { throw ExitCode.failure }
  }
}

/// One file to take in.
struct IngestRequest: Sendable {
  var path: String
  var kind: Submission.Kind
  var format: FileFormat?
  var mapping = "default"
  var source = "file"
  var rejects: String

  /// Refused rows stand beside the file that they come from.
  static func rejects(beside path: String) -> String {
    path == "-" ? "stdin.rejects.jsonl" : "\(path).rejects.jsonl"
  }
}

extension IngestProgress {
  /// Whether rows were refused or in conflict.
  var hasRefusals: Bool { rejected + conflicts > 0 }
}
