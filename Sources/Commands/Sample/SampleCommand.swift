import ArgumentParser
import Casework
import Foundation
import Messages
import Samples

/// `fenliu sample`: a made-up day of matters, from a seed.
struct SampleCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "sample", Bilingual("生成样例日（虚构）", "make up a day of matters"),
      discussion: Bilingual(
        "同一种子、数量和日期，在任何机器上得到同样的文件：hotline.csv、reconsideration.jsonl、mediation.jsonl，\n"
          + "以及每件应有去向的 truth.jsonl。人名、号码、小地名均为虚构。\n给出 --kind 时只把该类写到标准输出。",
        "The same seed, count and date give the same files on any machine: hotline.csv, reconsideration.jsonl,\n"
          + "mediation.jsonl, and truth.jsonl with the expected route of each. Names, numbers and small places are made up.\n"
          + "With --kind that kind alone goes to standard output."))
  }

  @Option(help: ArgumentHelp("种子", "the seed", value: Bilingual("整数", "number")))
  var seed: UInt64 = 20_261_123

  @Option(help: ArgumentHelp("件数", "how many matters", value: Bilingual("整数", "number")))
  var count = 1_000

  @Option(help: ArgumentHelp("收件日", "the day of receipt", value: Bilingual("日期", "date")))
  var date: LocalDate?

  @Option(
    help: ArgumentHelp("写到哪个文件夹", "the folder to write to", value: Bilingual("文件夹", "folder")), completion: .directory)
  var output = "sample-day"

  @Option(help: ArgumentHelp("只写这一类，到标准输出", "this kind alone, to standard output"))
  var kind: Submission.Kind?

  @Flag(help: ArgumentHelp("热线事项也写成 JSON Lines", "the hotline's matters as JSON Lines, too"))
  var lines = false

  mutating func validate() throws {
    guard count >= 0 else { throw ValidationError(spoken("--count 不能为负数", "--count must not be negative")) }
  }

  func run(on terminal: Terminal) async throws {
    let day = SampleDay(seed: seed, count: count, date: date?.description ?? "2026-11-23")
    let files = SampleFiles(day, hotlineAsTable: !lines)
    if let kind {
      for piece in files where piece.file.kind == kind {
        terminal.put(piece.bytes)
        if terminal.isClosed { return }
      }
    } else {
      try write(files, terminal)
    }
  }

  /// Bytes gathered before they are written.
  private static let gathered = 1 << 20

  private func write(_ files: SampleFiles, _ terminal: Terminal) throws {
    let folder = URL(filePath: output, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var handles: [SampleFiles.File: FileHandle] = [:]
    var waiting: [SampleFiles.File: Data] = [:]
    func flush(_ file: SampleFiles.File) throws {
      if handles[file] == nil {
        let path = folder.appending(path: file.name)
        try Data().write(to: path)
        handles[file] = try FileHandle(forWritingTo: path)
      }
      try handles[file]?.write(contentsOf: waiting[file] ?? Data())
      waiting[file] = Data()
    }
    for piece in files {
      waiting[piece.file, default: Data()].append(contentsOf: piece.bytes)
      if (waiting[piece.file]?.count ?? 0) > Self.gathered { try flush(piece.file) }
    }
    for file in waiting.keys { try flush(file) }
    for handle in handles.values { try handle.close() }
    let names = handles.keys.map(\.name).sorted().joined(separator: "、")
    terminal.tell(terminal.text("已写入 \(output)：\(names)，共 \(count) 件", "wrote \(names) to \(output), \(count) matters"))
  }
}
