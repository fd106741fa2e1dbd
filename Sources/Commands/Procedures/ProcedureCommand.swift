import ArgumentParser
import Casework
import Rulebook

/// `fenliu procedure`: the state machines that cases follow.
struct ProcedureCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "procedure", Bilingual("查看办案程序：状态、步骤、期限", "show the procedures: states, steps, clocks"),
      subcommands: [ProcedureListCommand.self, ProcedureShowCommand.self, ProcedureDrawCommand.self])
  }
}

/// `fenliu procedure list`
struct ProcedureListCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("list", Bilingual("列出全部程序", "list all procedures"))
  }

  @OptionGroup var house: HouseOptions

  func run(on terminal: Terminal) async throws {
    let folder = try house.folder()
    let rulebook = try Rulebook.load(configFolder: folder.config, topicsFolder: folder.topics)
    var table = TextTable(columns: [
      .init(terminal.text("程序", "procedure")), .init(terminal.text("名称", "title"), isFlexible: true),
      .init(terminal.text("状态", "states"), isNumber: true), .init(terminal.text("步骤", "steps"), isNumber: true),
      .init(terminal.text("期限", "clocks"), isNumber: true),
    ])
    for procedure in rulebook.procedures {
      table.add([
        procedure.id, terminal.text(procedure.title), String(procedure.states.count),
        String(procedure.transitions.count), String(procedure.clocks.count),
      ])
    }
    for line in table.lines(width: terminal.columns) { terminal.print(line) }
  }
}

extension Rulebook {
  /// The procedure that a person named.
  func named(_ id: String) throws -> Procedure {
    if let procedure = procedure(id) { return procedure }
    let known = procedures.map(\.id).joined(separator: ", ")
    throw CommandFailure(
      Bilingual("没有程序 \(id)；可用：\(known)", "there is no procedure \(id); one of \(known)"))
  }
}
