import Foundation
import Threading

/// A running `EventLogCrashChild`, which stands beside the tests' own executable.
public final class CrashChildProcess: Sendable {
  private let process: Process
  private let told = Lock(Data())
  private let reader: Task<Void, any Error>

  public init(_ arguments: [String]) throws {
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
    let told = told
    reader = Task {
      defer { thread.close() }
      try await thread.run {
        while true {
          let bytes = handle.availableData
          if bytes.isEmpty { return }
          told.withLock { $0.append(bytes) }
        }
      }
    }
  }

  /// Waits until it has written something, or has ended.
  public func isHeard() async throws {
    while told.withLock({ $0.isEmpty }), process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
  }

  /// Kills it without warning and gives the lines it had written.
  public func kill() async throws -> [String] {
    Glibc.kill(process.processIdentifier, SIGKILL)
    try await reader.value
    _ = await status()
    return lines
  }

  /// Waits for its end.
  public func end() async throws -> (status: Int32, lines: [String]) {
    try await reader.value
    return (await status(), lines)
  }

  /// What it wrote, without a last line that the kill may have cut off.
  private var lines: [String] {
    String(decoding: told.withLock { $0 }, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map(String.init)
  }

  private func status() async -> Int32 {
    while process.isRunning { try? await Task.sleep(for: .milliseconds(2)) }
    return process.terminationStatus
  }
}
