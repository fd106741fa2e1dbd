/// Collects durations. Where Foundation is imported too, write `Metrics.Timer`.
public final class Timer: Sendable {
  /// The backend's part; public only for those who test backends.
  public let _handler: any TimerHandler
  public let label: String
  public let dimensions: [(String, String)]

  /// A timer with a handler of its own, past ``MetricsSystem``.
  public init(label: String, dimensions: [(String, String)], handler: any TimerHandler) {
    self.label = label
    self.dimensions = dimensions
    _handler = handler
  }

  /// A timer backed by the factory of ``MetricsSystem``.
  public convenience init(label: String, dimensions: [(String, String)] = []) {
    let handler = MetricsSystem.factory.makeTimer(label: label, dimensions: dimensions)
    self.init(label: label, dimensions: dimensions, handler: handler)
  }

  /// Takes a duration in nanoseconds.
  public func recordNanoseconds(_ duration: Int64) { _handler.recordNanoseconds(duration) }

  /// Takes a duration in nanoseconds.
  public func recordNanoseconds<DataType: BinaryInteger>(_ duration: DataType) {
    recordNanoseconds(Int64(clamping: duration))
  }

  /// Takes a duration in microseconds.
  public func recordMicroseconds<DataType: BinaryInteger>(_ duration: DataType) { record(duration, of: 1_000) }

  /// Takes a duration in microseconds.
  public func recordMicroseconds<DataType: BinaryFloatingPoint>(_ duration: DataType) { record(duration, of: 1e3) }

  /// Takes a duration in milliseconds.
  public func recordMilliseconds<DataType: BinaryInteger>(_ duration: DataType) { record(duration, of: 1_000_000) }

  /// Takes a duration in milliseconds.
  public func recordMilliseconds<DataType: BinaryFloatingPoint>(_ duration: DataType) { record(duration, of: 1e6) }

  /// Takes a duration in seconds.
  public func recordSeconds<DataType: BinaryInteger>(_ duration: DataType) { record(duration, of: 1_000_000_000) }

  /// Takes a duration in seconds.
  public func recordSeconds<DataType: BinaryFloatingPoint>(_ duration: DataType) { record(duration, of: 1e9) }

  /// Takes a duration; one too long for 64 bits of nanoseconds counts as the longest that fits.
  public func record(duration: Duration) {
    let parts = duration.components
    let whole = parts.seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let sum = whole.partialValue.addingReportingOverflow(parts.attoseconds / 1_000_000_000)
    guard !whole.overflow, !sum.overflow else { return recordNanoseconds(parts.seconds < 0 ? .min : .max) }
    recordNanoseconds(sum.partialValue)
  }

  /// Tells the backend that this timer will not be used again.
  public func destroy() { MetricsSystem.factory.destroyTimer(_handler) }

  private func record<DataType: BinaryInteger>(_ duration: DataType, of nanoseconds: Int64) {
    let product = Int64(clamping: duration).multipliedReportingOverflow(by: nanoseconds)
    recordNanoseconds(product.overflow ? (duration < 0 ? Int64.min : Int64.max) : product.partialValue)
  }

  private func record<DataType: BinaryFloatingPoint>(_ duration: DataType, of nanoseconds: Double) {
    let product = Double(duration) * nanoseconds
    guard !product.isNaN else { return }
    // The greatest Int64 is no Double: the next one above would trap in the conversion.
    recordNanoseconds(product >= 0x1p63 ? Int64.max : product < -0x1p63 ? Int64.min : Int64(product))
  }
}

extension Timer: CustomStringConvertible {
  public var description: String { "Timer(\(label), dimensions: \(dimensions))" }
}
