/// Collects observations that are no durations, such as sizes.
// Sendable without the compiler's proof, as the class is open to its subclass `Gauge`: all properties of both are
// constants of Sendable types.
public class Recorder: @unchecked Sendable {
  /// The backend's part; public only for those who test backends.
  public let _handler: any RecorderHandler
  public let label: String
  public let dimensions: [(String, String)]
  /// Whether observations are collected; otherwise the last one counts.
  public let aggregate: Bool

  /// A recorder with a handler of its own, past ``MetricsSystem``.
  public init(label: String, dimensions: [(String, String)], aggregate: Bool, handler: any RecorderHandler) {
    self.label = label
    self.dimensions = dimensions
    self.aggregate = aggregate
    _handler = handler
  }

  /// A recorder backed by the factory of ``MetricsSystem``.
  public convenience init(label: String, dimensions: [(String, String)] = [], aggregate: Bool = true) {
    let handler = MetricsSystem.factory.makeRecorder(label: label, dimensions: dimensions, aggregate: aggregate)
    self.init(label: label, dimensions: dimensions, aggregate: aggregate, handler: handler)
  }

  /// Takes an observation.
  public func record<DataType: BinaryInteger>(_ value: DataType) { _handler.record(Int64(clamping: value)) }

  /// Takes an observation.
  public func record<DataType: BinaryFloatingPoint>(_ value: DataType) { _handler.record(Double(value)) }

  /// Tells the backend that this recorder will not be used again.
  public func destroy() { MetricsSystem.factory.destroyRecorder(_handler) }
}

extension Recorder: CustomStringConvertible {
  public var description: String {
    "\(type(of: self))(\(label), dimensions: \(dimensions), aggregate: \(aggregate))"
  }
}

/// A recorder of which only the last observation counts.
public final class Gauge: Recorder, @unchecked Sendable {
  /// A gauge backed by the factory of ``MetricsSystem``.
  public convenience init(label: String, dimensions: [(String, String)] = []) {
    self.init(label: label, dimensions: dimensions, aggregate: false)
  }
}
