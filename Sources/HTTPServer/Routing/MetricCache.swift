import Threading

/// Metrics of one kind by what distinguishes them, made when they are first needed.
final class MetricCache<Key: Hashable & Sendable, Metric: Sendable>: Sendable {
  private let metrics = Lock([Key: Metric]())
  private let make: @Sendable (Key) -> Metric

  init(_ make: @escaping @Sendable (Key) -> Metric) {
    self.make = make
  }

  subscript(key: Key) -> Metric {
    metrics.withLock { metrics in
      if let known = metrics[key] { return known }
      let metric = make(key)
      metrics[key] = metric
      return metric
    }
  }
}
