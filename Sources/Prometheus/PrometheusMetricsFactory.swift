public import Metrics

/// Backs the metrics of the process (`MetricsSystem`) with a ``PrometheusCollectorRegistry``.
public struct PrometheusMetricsFactory: Sendable {
  /// The registry used where no other is given.
  public static let defaultRegistry = PrometheusCollectorRegistry()

  /// Where the collectors are kept.
  public var registry: PrometheusCollectorRegistry
  /// The buckets of a `Timer` that has none of its own.
  public var defaultDurationHistogramBuckets: [Duration]
  /// The buckets of a `Timer` by its label.
  public var durationHistogramBuckets: [String: [Duration]] = [:]
  /// The buckets of a `Recorder` that has none of its own.
  public var defaultValueHistogramBuckets: [Double]
  /// The buckets of a `Recorder` by its label.
  public var valueHistogramBuckets: [String: [Double]] = [:]
  /// Changes names and labels on their way to the registry.
  public var nameAndLabelSanitizer:
    @Sendable (_ name: String, _ labels: [(String, String)]) -> (String, [(String, String)]) = { ($0, $1) }

  public init(registry: PrometheusCollectorRegistry = Self.defaultRegistry) {
    self.registry = registry
    defaultDurationHistogramBuckets = [
      .milliseconds(5), .milliseconds(10), .milliseconds(25), .milliseconds(50), .milliseconds(100),
      .milliseconds(250), .milliseconds(500), .seconds(1), .milliseconds(2_500), .seconds(5), .seconds(10),
    ]
    defaultValueHistogramBuckets = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000]
  }
}

extension PrometheusMetricsFactory: MetricsFactory {
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    let (name, labels) = nameAndLabelSanitizer(label, dimensions)
    return registry.makeCounter(name: name, labels: labels)
  }

  public func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    let (name, labels) = nameAndLabelSanitizer(label, dimensions)
    return registry.makeCounter(name: name, labels: labels)
  }

  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    let (name, labels) = nameAndLabelSanitizer(label, dimensions)
    return registry.makeGauge(name: name, labels: labels)
  }

  public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    let (name, labels) = nameAndLabelSanitizer(label, dimensions)
    guard aggregate else { return registry.makeGauge(name: name, labels: labels) }
    let buckets = valueHistogramBuckets[name] ?? defaultValueHistogramBuckets
    return registry.makeValueHistogram(name: name, labels: labels, buckets: buckets)
  }

  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    let (name, labels) = nameAndLabelSanitizer(label, dimensions)
    let buckets = durationHistogramBuckets[name] ?? defaultDurationHistogramBuckets
    return registry.makeDurationHistogram(name: name, labels: labels, buckets: buckets)
  }

  public func destroyCounter(_ handler: any CounterHandler) { destroy(handler) }
  public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { destroy(handler) }
  public func destroyMeter(_ handler: any MeterHandler) { destroy(handler) }
  public func destroyRecorder(_ handler: any RecorderHandler) { destroy(handler) }
  public func destroyTimer(_ handler: any TimerHandler) { destroy(handler) }

  private func destroy(_ handler: any AnyObject & Sendable) {
    guard let collector = handler as? any Collector else { return }
    registry.unregister(collector)
  }
}
