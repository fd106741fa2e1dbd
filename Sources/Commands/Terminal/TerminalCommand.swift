import ArgumentParser
import Foundation

/// A command that speaks to a person at a terminal.
///
/// What it throws is told in the person's language, with what to do next, and ends the process with status 1; an
/// ``ExitCode`` ends it as it says, without a word.
protocol TerminalCommand: AsyncParsableCommand {
  func run(on terminal: Terminal) async throws
}

extension TerminalCommand {
  mutating func run() async throws {
    let terminal = Terminal(environment: ProcessInfo.processInfo.environment)
    do {
      try await run(on: terminal)
    } catch let exit as ExitCode {
      throw exit
    } catch let invalid as ValidationError {
      throw invalid
    } catch let clean as CleanExit {
      throw clean
    } catch {
      let wording = ErrorWording.of(error)
      terminal.tell(terminal.text("错误：", "Error: ") + terminal.text(wording))
      throw ExitCode.failure
    }
  }
}
