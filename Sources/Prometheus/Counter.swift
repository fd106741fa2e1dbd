public import Metrics
import Synchronization

/// A number that only grows.
public final class Counter: Collector {
  static let typeName = "counter"
  let name: String
  let labels: [Label]
  private let whole = Atomic<Int64>(0)
  private let fraction = Atomic<UInt64>(Double.zero.bitPattern)

  init(name: String, labels: [Label]) {
    self.name = name
    self.labels = labels
  }

  /// Adds one.
  public func increment() { increment(by: Int64(1)) }

  /// Adds `amount`; a negative one is ignored, and the sum stays at the greatest number.
  public func increment(by amount: Int64) {
    guard amount > 0 else { return }
    var old = whole.load(ordering: .relaxed)
    while true {
      let (sum, overflow) = old.addingReportingOverflow(amount)
      let result = whole.weakCompareExchange(expected: old, desired: overflow ? .max : sum, ordering: .relaxed)
      if result.exchanged { return }
      old = result.original
    }
  }

  /// Adds `amount`; what is negative or no number is ignored.
  public func increment(by amount: Double) {
    guard amount > 0 else { return }
    fraction.add(amount)
  }

  /// Back to zero.
  public func reset() {
    whole.store(0, ordering: .relaxed)
    fraction.store(Double.zero.bitPattern, ordering: .relaxed)
  }

  func emit(into buffer: inout [UInt8]) {
    let whole = whole.load(ordering: .relaxed)
    let fraction = Double(bitPattern: fraction.load(ordering: .relaxed))
    let value = fraction == 0 ? whole.description : Exposition.number(fraction + Double(whole))
    Exposition.append(name, labels, value, to: &buffer)
  }
}

extension Counter: CounterHandler, FloatingPointCounterHandler {}

extension Atomic where Value == UInt64 {
  /// Adds to the Double whose bits are stored here.
  func add(_ amount: Double) {
    var old = load(ordering: .relaxed)
    while true {
      let sum = Double(bitPattern: old) + amount
      let result = weakCompareExchange(expected: old, desired: sum.bitPattern, ordering: .relaxed)
      if result.exchanged { return }
      old = result.original
    }
  }
}
