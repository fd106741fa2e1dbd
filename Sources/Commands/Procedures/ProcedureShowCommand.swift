import ArgumentParser
import Casework
import Rulebook

/// `fenliu procedure show NAME`: each state, what it waits for, and what may be done there.
struct ProcedureShowCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "show", Bilingual("显示一个程序的状态、期限和步骤", "show the states, clocks and steps of a procedure"))
  }

  @OptionGroup var house: HouseOptions

  @Argument(help: ArgumentHelp("程序", "the procedure", value: Bilingual("程序", "name")))
  var name: String

  func run(on terminal: Terminal) async throws {
    let folder = try house.folder()
    let rulebook = try Rulebook.load(configFolder: folder.config, topicsFolder: folder.topics)
    let procedure = try rulebook.named(name)
    terminal.print("\(procedure.id)  \(terminal.text(procedure.title))")
    for state in procedure.states {
      terminal.print("")
      let end = state.isTerminal ? terminal.text("（终结）", " (end)") : ""
      terminal.print("\(state.id)  \(terminal.text(state.title))\(end)")
      if let wait = state.wait { terminal.print("  " + line(wait, terminal)) }
      for step in procedure.transitions(from: state.id) {
        for text in lines(step, in: state.id, terminal) { terminal.print(text) }
      }
    }
    terminal.print("")
    for clock in procedure.clocks {
      for effect in clock.onExpiry { terminal.print(line(effect, of: clock, terminal)) }
    }
  }

  private func line(_ wait: StateWait, _ terminal: Terminal) -> String {
    switch wait {
    case .clocks(let rules, let otherwise):
      terminal.text("期限 ", "clocks ") + rules.joined(separator: ", ")
        + (otherwise.map { terminal.bracketed(terminal.text($0)) } ?? "")
    case .unlimited(let because, _): terminal.text("无期限：", "no clock: ") + terminal.text(because)
    case .passes(let event): terminal.text("随即 ", "goes on by ") + event
    }
  }

  private func lines(_ step: Transition, in state: String, _ terminal: Terminal) -> [String] {
    let to = step.to == state ? terminal.text("（不变）", " (stays)") : " → \(step.to)"
    let head =
      "  \(step.event)\(to)  \(terminal.text(step.title))  \(step.actors.joined(separator: ", "))  [\(step.basis)]"
    return [head] + step.guards.map { "      · " + terminal.text($0.wording) }
  }

  private func line(_ effect: ProcedureExpiry, of clock: ProcedureClock, _ terminal: Terminal) -> String {
    let what =
      switch effect.consequence {
      case .record(let event): terminal.text("自动记录 ", "records ") + event
      case .propose(let event): terminal.text("建议 ", "proposes ") + event
      case .note(let note): note.rawValue
      }
    return "\(clock.rule)  \(what)  \(terminal.text(effect.wording))"
  }
}
