import ArgumentParser
import Foundation
import Testing

/// The script is run by bash itself, which must be there: the product is for Debian.
@Suite struct CompletionTests {
  private func bash(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["--norc"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private func withScript(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "completion-\(UUID().uuidString).bash").path
    try Ship.completionScript(for: .bash).write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test func bashReadsTheScript() throws {
    try withScript { path in
      let (status, output) = try bash(["-n", path])
      #expect(status == 0, "\(output)")
    }
  }

  @Test(arguments: [
    (["ship", ""], ["load", "crew", "--help"]), (["ship", "lo"], ["load"]),
    (["ship", "crew", ""], ["show", "hire", "--help"]),
    (["ship", "load", "--co"], ["--colour"]), (["ship", "load", "--colour", ""], ["red", "green", "blue"]),
    (["ship", "load", "--colour", "g"], ["green"]), (["ship", "load", "--colour", "=", "b"], ["blue"]),
    (["ship", "load", "--colour", "="], ["red", "green", "blue"]),
    (["ship", "crew", "hire", "--name", "show", "--ra"], ["--rank"]),
    (["ship", "load", "--mark", "crew", "--fr"], ["--fragile"]), (["ship", "nothing", "x"], []),
  ])
  func bashOffers(words: [String], expected: [String]) throws {
    try withScript { path in
      let typed = words.map { "'\($0)'" }.joined(separator: " ")
      let program = """
        source \(path); COMP_WORDS=(\(typed)); COMP_CWORD=\(words.count - 1); _ship; printf '%s\\n' "${COMPREPLY[@]}"
        """
      let (status, output) = try bash(["-c", program])
      #expect(status == 0)
      #expect(Set(output.split(separator: "\n").map(String.init)) == Set(expected))
    }
  }

  @Test func filesWithBlanksAreOneAnswer() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "completion \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: folder.appending(path: "green tea.csv"))
    try withScript { path in
      let program = """
        source \(path); cd '\(folder.path)'; COMP_WORDS=(ship load gr); COMP_CWORD=2; _ship; printf '%s\\n' "${COMPREPLY[@]}"
        """
      let output = try bash(["-c", program]).output
      #expect(output == "green tea.csv\n")
    }
  }
}
