extension AsyncSequence where Self: Sendable, Element: Sendable {
  /// This sequence, ended when the service is told to shut down.
  public func cancelOnGracefulShutdown() -> AsyncCancelOnGracefulShutdownSequence<Self> {
    AsyncCancelOnGracefulShutdownSequence(base: self)
  }
}

/// A sequence whose iteration is cancelled, and ends, when the service of the current task is told to shut down.
public struct AsyncCancelOnGracefulShutdownSequence<Base: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Base.Element: Sendable {
  public typealias Element = Base.Element
  public typealias Failure = Base.Failure

  private let base: Base

  public init(base: Base) { self.base = base }

  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(base: base.makeAsyncIterator()) }

  public struct AsyncIterator: AsyncIteratorProtocol {
    /// Lends the iterator to a child task.
    // Sendable without the compiler's proof: the only other holder waits for the child task before it goes on.
    private final class Loan: @unchecked Sendable {
      var iterator: Base.AsyncIterator

      init(_ iterator: Base.AsyncIterator) { self.iterator = iterator }

      func next() async throws(Base.Failure) -> Base.Element? { try await iterator.next(isolation: nil) }
    }

    private let loan: Loan

    init(base: Base.AsyncIterator) { loan = Loan(base) }

    public mutating func next() async throws(Base.Failure) -> Base.Element? {
      try await next(isolation: nil)
    }

    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(Base.Failure) -> Base.Element? {
      guard !Task.isShuttingDownGracefully else { return nil }
      let loan = loan
      do throws(Base.Failure) {
        return try await cancelWhenGracefulShutdown { () async throws(Base.Failure) in try await loan.next() }
      } catch {
        if error is CancellationError, Task.isShuttingDownGracefully, !Task.isCancelled { return nil }
        throw error
      }
    }
  }
}
