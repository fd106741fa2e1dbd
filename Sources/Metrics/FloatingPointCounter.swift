/// A number with a fraction that only grows, such as seconds spent.
public final class FloatingPointCounter: Sendable {
  /// The backend's part; public only for those who test backends.
  public let _handler: any FloatingPointCounterHandler
  public let label: String
  public let dimensions: [(String, String)]

  /// A counter with a handler of its own, past ``MetricsSystem``.
  public init(label: String, dimensions: [(String, String)], handler: any FloatingPointCounterHandler) {
    self.label = label
    self.dimensions = dimensions
    _handler = handler
  }

  /// A counter backed by the factory of ``MetricsSystem``.
  public convenience init(label: String, dimensions: [(String, String)] = []) {
    let handler = MetricsSystem.factory.makeFloatingPointCounter(label: label, dimensions: dimensions)
    self.init(label: label, dimensions: dimensions, handler: handler)
  }

  /// Adds `amount`.
  public func increment<DataType: BinaryFloatingPoint>(by amount: DataType) {
    _handler.increment(by: Double(amount))
  }

  /// Adds one.
  public func increment() { _handler.increment(by: 1) }

  /// Back to zero.
  public func reset() { _handler.reset() }

  /// Tells the backend that this counter will not be used again.
  public func destroy() { MetricsSystem.factory.destroyFloatingPointCounter(_handler) }
}

extension FloatingPointCounter: CustomStringConvertible {
  public var description: String { "FloatingPointCounter(\(label), dimensions: \(dimensions))" }
}
