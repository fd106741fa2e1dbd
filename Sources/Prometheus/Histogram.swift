public import Metrics
import Threading

/// What a histogram can observe.
public protocol Bucketable: Comparable, Sendable {
  /// The observation as a number; of a duration, its seconds.
  var bucketValue: Double { get }
}

extension Double: Bucketable {
  public var bucketValue: Double { self }
}

extension Duration: Bucketable {
  public var bucketValue: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}

/// A histogram of durations, in seconds.
public typealias DurationHistogram = Histogram<Duration>

/// A histogram of numbers.
public typealias ValueHistogram = Histogram<Double>

/// Counts observations by size, with their sum.
public final class Histogram<Value: Bucketable>: Collector {
  private struct State {
    /// How many fell into each bucket alone; the last one has no upper bound.
    var counts: [UInt64]
    var sum = 0.0
  }

  static var typeName: String { "histogram" }
  let name: String
  let labels: [Label]
  /// Upper bounds, inclusive, ascending, without the infinite one.
  let bounds: [Double]
  private let state: Lock<State>

  init(name: String, labels: [Label], buckets: [Value]) {
    self.name = name
    // `le` belongs to the buckets.
    self.labels = labels.map { $0.name == "le" ? Label(name: "exported_le", value: $0.value) : $0 }
    bounds = Set(buckets.map(\.bucketValue)).filter(\.isFinite).sorted()
    state = Lock(State(counts: Array(repeating: 0, count: bounds.count + 1)))
  }

  /// Takes an observation; what is no number is ignored.
  public func observe(_ value: Value) {
    let value = value.bucketValue
    guard !value.isNaN else { return }
    var low = 0
    var high = bounds.count
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] < value { low = middle + 1 } else { high = middle }
    }
    let bucket = low
    state.withLock { state in
      state.counts[bucket] += 1
      state.sum += value
    }
  }

  func emit(into buffer: inout [UInt8]) {
    let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
    var total: UInt64 = 0
    for (bound, count) in zip(bounds + [.infinity], counts) {
      total += count
      let labels = labels + [Label(name: "le", value: Exposition.number(bound))]
      Exposition.append("\(name)_bucket", labels, total.description, to: &buffer)
    }
    Exposition.append("\(name)_sum", labels, Exposition.number(sum), to: &buffer)
    Exposition.append("\(name)_count", labels, total.description, to: &buffer)
  }
}

extension Histogram: TimerHandler where Value == Duration {
  public func recordNanoseconds(_ duration: Int64) { observe(.nanoseconds(duration)) }
}

extension Histogram: RecorderHandler where Value == Double {
  public func record(_ value: Int64) { observe(Double(value)) }
  public func record(_ value: Double) { observe(value) }
}
