/// A number that only grows: matters taken in, requests answered, errors.
public final class Counter: Sendable {
  /// The backend's part; public only for those who test backends.
  public let _handler: any CounterHandler
  public let label: String
  public let dimensions: [(String, String)]

  /// A counter with a handler of its own, past ``MetricsSystem``.
  public init(label: String, dimensions: [(String, String)], handler: any CounterHandler) {
    self.label = label
    self.dimensions = dimensions
    _handler = handler
  }

  /// A counter backed by the factory of ``MetricsSystem``.
  public convenience init(label: String, dimensions: [(String, String)] = []) {
    let handler = MetricsSystem.factory.makeCounter(label: label, dimensions: dimensions)
    self.init(label: label, dimensions: dimensions, handler: handler)
  }

  /// Adds `amount`.
  public func increment<DataType: BinaryInteger>(by amount: DataType) {
    _handler.increment(by: Int64(clamping: amount))
  }

  /// Adds one.
  public func increment() { _handler.increment(by: 1) }

  /// Back to zero.
  public func reset() { _handler.reset() }

  /// Tells the backend that this counter will not be used again.
  public func destroy() { MetricsSystem.factory.destroyCounter(_handler) }
}

extension Counter: CustomStringConvertible {
  public var description: String { "Counter(\(label), dimensions: \(dimensions))" }
}
