/// A value that goes up and down: matters waiting, threads busy, the age of the oldest record.
public final class Meter: Sendable {
  /// The backend's part; public only for those who test backends.
  public let _handler: any MeterHandler
  public let label: String
  public let dimensions: [(String, String)]

  /// A meter with a handler of its own, past ``MetricsSystem``.
  public init(label: String, dimensions: [(String, String)], handler: any MeterHandler) {
    self.label = label
    self.dimensions = dimensions
    _handler = handler
  }

  /// A meter backed by the factory of ``MetricsSystem``.
  public convenience init(label: String, dimensions: [(String, String)] = []) {
    let handler = MetricsSystem.factory.makeMeter(label: label, dimensions: dimensions)
    self.init(label: label, dimensions: dimensions, handler: handler)
  }

  /// Sets the value.
  public func set<DataType: BinaryInteger>(_ value: DataType) { _handler.set(Int64(clamping: value)) }

  /// Sets the value.
  public func set<DataType: BinaryFloatingPoint>(_ value: DataType) { _handler.set(Double(value)) }

  /// Adds `amount`.
  public func increment<DataType: BinaryFloatingPoint>(by amount: DataType) {
    _handler.increment(by: Double(amount))
  }

  /// Adds one.
  public func increment() { _handler.increment(by: 1) }

  /// Takes `amount` away.
  public func decrement<DataType: BinaryFloatingPoint>(by amount: DataType) {
    _handler.decrement(by: Double(amount))
  }

  /// Takes one away.
  public func decrement() { _handler.decrement(by: 1) }

  /// Tells the backend that this meter will not be used again.
  public func destroy() { MetricsSystem.factory.destroyMeter(_handler) }
}

extension Meter: CustomStringConvertible {
  public var description: String { "Meter(\(label), dimensions: \(dimensions))" }
}
