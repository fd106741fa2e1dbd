public import Metrics
import Synchronization

/// A value that goes up and down.
public final class Gauge: Collector {
  static let typeName = "gauge"
  let name: String
  let labels: [Label]
  private let bits = Atomic<UInt64>(Double.zero.bitPattern)

  init(name: String, labels: [Label]) {
    self.name = name
    self.labels = labels
  }

  /// Sets the value.
  public func set(to value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

  /// Adds `amount`.
  public func increment(by amount: Double = 1.0) { bits.add(amount) }

  /// Takes `amount` away.
  public func decrement(by amount: Double = 1.0) { bits.add(-amount) }

  func emit(into buffer: inout [UInt8]) {
    let value = Double(bitPattern: bits.load(ordering: .relaxed))
    Exposition.append(name, labels, Exposition.number(value), to: &buffer)
  }
}

extension Gauge: RecorderHandler {
  public func record(_ value: Int64) { set(to: Double(value)) }
  public func record(_ value: Double) { set(to: value) }
}

extension Gauge: MeterHandler {
  public func set(_ value: Int64) { set(to: Double(value)) }
  public func set(_ value: Double) { set(to: value) }
}
