import ArgumentParser
import Casebook
import Casework
import Console
import Formats

/// `fenliu clocks`: the clocks of all cases.
struct ClocksCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "clocks", Bilingual("全部案件的期限", "the clocks of all cases"), subcommands: [ClocksRecomputeCommand.self])
  }
}

/// `fenliu clocks recompute`: moves what changed when a notice of holidays was added.
struct ClocksRecomputeCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "recompute", Bilingual("加入放假通知后重新计算期限", "derive the open clocks anew after a notice of holidays was added"),
      discussion: Bilingual(
        "届满日变动的案件各记一条事件；已办结或已届满的不变。须先停止服务。",
        "Each case of which a last day moved gets an event that says so; what was met or missed stays. The service must "
          + "be stopped."))
  }

  @OptionGroup var house: HouseOptions

  @Flag(help: ArgumentHelp("每个变动一行 JSON", "print a JSON object for each date that moved"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let result = try await house.make(ClockRecomputation(), terminal.language)
    for moved in result.moved { terminal.print(json ? Self.json(moved).description : Self.line(moved, terminal)) }
    terminal.tell(
      terminal.text(
        "重新计算 \(result.cases) 个案件，\(result.moved.count) 个届满日变动",
        "\(result.cases) cases derived anew, \(result.moved.count) dates moved"))
  }

  private static func line(_ moved: RecomputedClocks.Moved, _ terminal: Terminal) -> String {
    let number = moved.number ?? terminal.text("（密封）", "(sealed)")
    let provisional = moved.isProvisional ? terminal.bracketed(terminal.text("暂定", "provisional")) : ""
    return
      "\(number)  \(moved.clock)  \(moved.from?.description ?? "-") → \(moved.to?.description ?? "-")\(provisional)"
  }

  private static func json(_ moved: RecomputedClocks.Moved) -> JSONValue {
    [
      "number": JSONValue(moved.number), "clock": .string(moved.clock), "from": JSONValue(moved.from?.description),
      "to": JSONValue(moved.to?.description), "provisional": .boolean(moved.isProvisional),
    ]
  }
}

/// All cases, some at a time.
private struct ClockRecomputation: HouseChange {
  struct Result: Sendable {
    var cases = 0
    var moved: [RecomputedClocks.Moved] = []
  }

  func ask(_ owner: OwnerConnection) async throws -> Result {
    throw CommandFailure(
      "服务正在运行，用的是启动时的年历：请停止服务，运行本命令，再启动服务",
      "the service is running with the calendar of its start: stop it, run this, and start it again")
  }

  func perform(in house: House) async throws -> Result {
    var result = Result()
    var next: Int64? = 0
    while let last = next {
      let part = try await house.casebook.recomputeClocks(after: last)
      result.cases += part.cases
      result.moved += part.moved
      next = part.next
    }
    return result
  }
}
