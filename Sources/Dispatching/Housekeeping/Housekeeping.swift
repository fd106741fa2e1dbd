public import Logging
public import ServiceLifecycle

/// A small job done again and again: the daily seal, the log's retention.
public struct Chore: Sendable {
  public var name: String
  public var interval: Duration
  public var work: @Sendable () async throws -> Void

  public init(name: String, every interval: Duration, _ work: @escaping @Sendable () async throws -> Void) {
    self.name = name
    self.interval = interval
    self.work = work
  }
}

/// Does the chores of the house, each at its own pace. A chore that fails is told and tried again at its next turn.
public struct Housekeeping: Service {
  let chores: [Chore]
  let logger: Logger

  public init(chores: [Chore], logger: Logger) {
    self.chores = chores
    self.logger = logger
  }

  /// Runs until a graceful shutdown.
  public func run() async {
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        for chore in chores { group.addTask { await repeatedly(chore) } }
      }
    }
  }

  private func repeatedly(_ chore: Chore) async {
    while !Task.isCancelled {
      do {
        try await chore.work()
      } catch is CancellationError {
        return
      } catch {
        logger.error("a chore failed", metadata: ["chore": "\(chore.name)", "error": "\(error)"])
      }
      try? await Task.sleep(for: chore.interval)
    }
  }
}
