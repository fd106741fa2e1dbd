import Logging
import ServiceLifecycle
import Threading

/// What happened, in order.
final class Journal: Sendable {
  private let lines = Lock<[String]>([])

  var entries: [String] { lines.withLock { $0 } }

  func note(_ line: String) { lines.withLock { $0.append(line) } }

  /// Waits until the line was noted.
  func wait(for line: String) async throws {
    while !entries.contains(line) { try await Task.sleep(for: .milliseconds(1)) }
  }
}

/// A service whose work is a closure.
struct ClosureService: Service {
  let work: @Sendable () async throws -> Void

  init(_ work: @escaping @Sendable () async throws -> Void) { self.work = work }

  func run() async throws { try await work() }

  /// Works until it is told to shut down.
  static func waiting(_ name: String, _ journal: Journal) -> ClosureService {
    ClosureService {
      journal.note("\(name) started")
      do {
        try await gracefulShutdown()
        journal.note("\(name) shut down")
      } catch {
        journal.note("\(name) cancelled")
        throw error
      }
    }
  }
}

struct Failure: Error, Equatable {
  var name: String
}

let silent = Logger(label: "test") { SwiftLogNoOpLogHandler($0) }
