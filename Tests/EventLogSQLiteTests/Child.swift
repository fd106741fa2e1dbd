import Foundation
import Threading

/// A running `EventLogCrashChild`, which stands beside the tests' own executable.
final class Child: Sendable {
  private let process: Process
  private let reader: Task<[String], any Error>

  init(_ arguments: [String]) throws {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let output = Pipe()
    process = Process()
    process.executableURL = URL(filePath: own).deletingLastPathComponent().appending(path: "EventLogCrashChild")
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
    try output.fileHandleForWriting.close()
    // Read on a thread of its own: a full pipe would hold the child up.
    let handle = output.fileHandleForReading
    let thread = WorkerThread(name: "child-output")
    reader = Task {
      defer { thread.close() }
      let bytes = try await thread.run { try handle.readToEnd() ?? Data() }
      // The kill may have cut the last line off.
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast().map(String.init)
    }
  }

  /// Kills it without warning and gives the lines it had written.
  func kill() async throws -> [String] {
    Glibc.kill(process.processIdentifier, SIGKILL)
    let lines = try await reader.value
    _ = await status()
    return lines
  }

  /// Waits for its end.
  func end() async throws -> (status: Int32, lines: [String]) {
    let lines = try await reader.value
    return (await status(), lines)
  }

  private func status() async -> Int32 {
    while process.isRunning { try? await Task.sleep(for: .milliseconds(2)) }
    return process.terminationStatus
  }
}
