/// Runs `operation`; when the service of the current task is told to shut down, `handler` runs beside it, or before it when
/// the shutdown has begun already. Outside a ``ServiceGroup`` the handler never runs.
public func withGracefulShutdownHandler<Result>(
  isolation: isolated (any Actor)? = #isolation, operation: () async throws -> Result,
  onGracefulShutdown handler: @escaping @Sendable () -> Void
) async rethrows -> Result {
  guard let manager = GracefulShutdownManager.current else { return try await operation() }
  let number = manager.register(handler)
  defer { if let number { manager.remove(number) } }
  return try await operation()
}

/// Runs `operation`; when the task is cancelled or its service told to shut down, `handler` runs beside it, once for each.
public func withTaskCancellationOrGracefulShutdownHandler<Result>(
  isolation: isolated (any Actor)? = #isolation, operation: () async throws -> Result,
  onCancelOrGracefulShutdown handler: @escaping @Sendable () -> Void
) async rethrows -> Result {
  try await withTaskCancellationHandler {
    try await withGracefulShutdownHandler(isolation: isolation, operation: operation, onGracefulShutdown: handler)
  } onCancel: {
    handler()
  }
}

/// Waits until the service of the current task is told to shut down.
///
/// - Throws: `CancellationError` when the task is cancelled first.
public func gracefulShutdown() async throws {
  guard await waitForShutdown() == .gracefulShutdown else { throw CancellationError() }
}

/// Runs `operation` in a child task that is cancelled when the service is told to shut down, and gives back what it returns.
public func cancelWhenGracefulShutdown<Value: Sendable, Failure: Error>(
  _ operation: @escaping @Sendable () async throws(Failure) -> Value
) async throws(Failure) -> Value {
  let result = await withTaskGroup(of: Result<Value, Failure>?.self, returning: Result<Value, Failure>?.self) { group in
    group.addTask {
      do throws(Failure) {
        return .success(try await operation())
      } catch {
        return .failure(error)
      }
    }
    group.addTask {
      _ = await waitForShutdown()
      return nil
    }
    // Whoever is first, the other one is not needed any more.
    var result = await group.next()
    group.cancelAll()
    if case .some(.none) = result { result = await group.next() }
    return result ?? nil
  }
  guard let result else { preconditionFailure("a child task gave back no result") }
  return try result.get()
}

extension Task where Success == Never, Failure == Never {
  /// Whether the service of the current task was told to shut down. Once true, it stays so.
  public static var isShuttingDownGracefully: Bool { GracefulShutdownManager.current?.isShuttingDown ?? false }
}

/// Why a wait ended.
enum ShutdownCause: Sendable {
  case gracefulShutdown
  case cancellation
}

/// Suspends until the service is told to shut down or the task is cancelled.
func waitForShutdown() async -> ShutdownCause {
  let (causes, continuation) = AsyncStream.makeStream(of: ShutdownCause.self, bufferingPolicy: .bufferingOldest(1))
  return await withGracefulShutdownHandler {
    // A stream ends by itself when the task that waits is cancelled.
    for await cause in causes { return cause }
    return .cancellation
  } onGracefulShutdown: {
    continuation.yield(.gracefulShutdown)
  }
}
