import ArgumentParser
import Casework
import Foundation
import Testing

@testable import Commands

/// What holds for every command there is.
@Suite struct CommandTreeTests {
  private static func all(_ root: CommandDescription) -> [CommandDescription] {
    [root] + root.subcommands.flatMap { all($0) }
  }

  private func hasChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  @Test(arguments: Language.allCases)
  func helpSpeaksTheLanguageAndFits(language: Language) {
    Speech.speaking(language) {
      for command in Self.all(CommandDescription.describe(Fenliu.self)) {
        let words = command.path.split(separator: " ").dropFirst().map(String.init)
        #expect(throws: (any Error).self) {
          do {
            _ = try Fenliu.parseAsRoot(words + ["--help"])
          } catch {
            let help = Fenliu.fullMessage(for: error)
            for line in help.split(separator: "\n") {
              #expect(TextWidth.of(String(line)) <= 100, "\(command.path): \(line)")
            }
            #expect(help.contains(command.path))
            throw error
          }
        }
        #expect(!command.abstract.isEmpty, "\(command.path)")
        #expect(hasChinese(command.abstract) == (language == .chinese), "\(command.path)")
        for argument in command.arguments {
          #expect(!argument.help.isEmpty, "\(command.path) \(argument.label)")
          #expect(hasChinese(argument.help) == (language == .chinese), "\(command.path) \(argument.label)")
        }
      }
    }
  }

  @Test func noCommandHasTwoOptionsOfOneName() {
    for command in Self.all(CommandDescription.describe(Fenliu.self)) {
      let names = command.arguments.flatMap { $0.label.split { " ,".contains($0) }.filter { $0.hasPrefix("-") } }
      #expect(Set(names).count == names.count, "\(command.path): \(names)")
    }
  }

  @Test func theCommandsOfTheIssueAreThere() {
    let paths = Self.all(CommandDescription.describe(Fenliu.self)).map(\.path)
    for path in [
      "serve", "ingest", "cases", "docket", "case show", "case move", "route", "tail", "audit", "dead-letters list",
      "dead-letters show", "dead-letters replay", "dead-letters discard", "check", "sample", "settings", "completions",
      "manual",
    ] {
      #expect(paths.contains("fenliu \(path)"))
    }
  }

  @Test(arguments: Language.allCases)
  func theManualIsRoff(language: Language) {
    Speech.speaking(language) {
      let root = CommandDescription.describe(Fenliu.self)
      let page = ManualPage(root, version: Fenliu.version).roff
      let requests: Set<Substring> = [".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".br", ".ad"]
      for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
        #expect(requests.contains(line.prefix { $0 != " " }), "\(line)")
      }
      for command in Self.all(root).dropFirst() {
        #expect(page.contains(".SS " + command.path.replacing("-", with: "\\-")))
      }
      #expect(page.contains("FENLIU_HTTP_PORT"))
      #expect(page.hasPrefix(".TH FENLIU 1 \"\" \"Fenliu \(Fenliu.version)\""))
    }
  }

  @Test(arguments: [
    (["fenliu", "ca"], ["cases", "case"]), (["fenliu", "case", "move", "X", "--re"], ["--reason"]),
    (["fenliu", "cases", "--docket", "pet"], ["petition"]), (["fenliu", "tail", "intake.h"], ["intake.hotline"]),
    (["fenliu", "dead-letters", ""], ["list", "show", "replay", "discard", "--help"]),
    (["fenliu", "completions", ""], ["bash"]),
  ])
  func bashCompletes(words: [String], expected: [String]) async throws {
    try await Repository.withFolder { folder in
      let path = "\(folder)/fenliu.bash"
      try Fenliu.completionScript(for: .bash).write(toFile: path, atomically: true, encoding: .utf8)
      let typed = words.map { "'\($0)'" }.joined(separator: " ")
      let process = Process()
      process.executableURL = URL(filePath: "/bin/bash")
      process.arguments = [
        "--norc", "-c",
        "set -e; bash -n \(path); source \(path); COMP_WORDS=(\(typed)); COMP_CWORD=\(words.count - 1); _fenliu; "
          + "printf '%s\\n' \"${COMPREPLY[@]}\"",
      ]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let output = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(Set(String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)) == Set(expected))
    }
  }

  @Test(arguments: [
    ["cases", "--open", "--closed"], ["cases", "--from", "2026-13-01"], ["cases", "--limit", "0"],
    ["cases", "--csv", "--json"], ["cases", "--from", "2026-02-01", "--until", "2026-01-01"],
    ["cases", "--route", "x"],
    ["case", "move", "X"], ["case", "move", "X", "accept", "--actor", "a"], ["tail"], ["tail", "t", "--from", "-3"],
    ["tail", "t", "--partition", "-1"], ["dead-letters", "replay", "--actor", "a", "--reason", "b"],
    ["dead-letters", "discard", "x", "--actor", "a", "--reason", "b"], ["route"], ["completions", "fish"],
    ["cases", "--data", ""], ["cases", "--bom"],
  ])
  func wrongUsageIsRefused(words: [String]) {
    #expect {
      try Fenliu.parseAsRoot(words)
    } throws: { Fenliu.exitCode(for: $0) == .validationFailure }
  }
}
