import ArgumentParser
import Casework
import Database
import Logging
import Rulebook

/// `fenliu serve`: every role in one process, until interrupted.
struct ServeCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "serve", Bilingual("启动服务：全部角色在一个进程中", "start the service: every role in one process"),
      discussion: Bilingual(
        "受理、分流、立案、发布与网页同在一个进程，数据在一个文件夹中。Ctrl-C 停止受理、办完手头的批次后退出；"
          + "被强行终止也不丢失，再次启动即从中断处继续。",
        "Intake, router, handlers, relay and the page in one process, on one folder of data. Ctrl-C stops the intake, "
          + "finishes the batches under way and ends; killed at any moment, it goes on from there when started again."))
  }

  @OptionGroup var house: HouseOptions

  @Option(
    help: ArgumentHelp(
      "启动后受理的文件或文件夹，可多次给", "files or folders to take in once started; may be given again",
      value: Bilingual("路径", "path")), completion: .file())
  var ingest: [String] = []

  @Option(help: ArgumentHelp("网页端口，0 为任一空闲端口", "the port of the page; 0: any free one", value: Bilingual("端口", "port")))
  var port: Int?

  @Flag(help: ArgumentHelp("受理文件并落案后即退出", "end once the files are taken in and docketed"))
  var once = false

  func run(on terminal: Terminal) async throws {
    let folder = try house.folder()
    var settings = try house.settings(folder)
    if let port { settings.http.port = port }
    Logs.start(settings.logging)
    HouseMetrics.start()
    let files = HouseFiles(folder: settings.data.folder)
    let rules = try RulesOnDisk.load(folder, settings: settings, cache: files.cache)
    for warning in rules.rulebook.warnings { terminal.tell(warning.text(terminal.language)) }
    let house = try await House.open(files: files, rules: rules, logger: Logger(label: "fenliu"))
    do {
      let plan = try IngestPlan(paths: ingest)
      try await Service(house: house, terminal: terminal).run(plan: plan, endsAfterwards: once)
    } catch {
      await house.close()
      throw error
    }
    await house.close()
  }
}
