/// The signals that reach the process from now on, as long as somebody iterates.
public struct UnixSignalsSequence: AsyncSequence, Sendable {
  public typealias Element = UnixSignal

  private let stream: AsyncStream<UnixSignal>

  /// Catches the given signals: they do not end the process any more until the sequence is gone.
  public init(trapping signals: UnixSignal...) async { await self.init(trapping: signals) }

  /// As ``init(trapping:)-(UnixSignal...)``.
  public init(trapping signals: [UnixSignal]) async {
    // A person cannot send more signals than are taken; of a flood the newest few are enough.
    let (stream, continuation) = AsyncStream.makeStream(of: UnixSignal.self, bufferingPolicy: .bufferingNewest(16))
    self.stream = stream
    if signals.isEmpty { continuation.finish() }
    let tokens = signals.map { signal in SignalTraps.shared.add(signal.rawValue) { continuation.yield(signal) } }
    continuation.onTermination = { _ in
      for token in tokens { SignalTraps.shared.remove(token) }
    }
  }

  public struct AsyncIterator: AsyncIteratorProtocol {
    var base: AsyncStream<UnixSignal>.AsyncIterator

    public mutating func next() async -> UnixSignal? { await base.next() }
  }

  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(base: stream.makeAsyncIterator()) }
}
