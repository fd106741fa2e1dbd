extension PrometheusCollectorRegistry {
  /// The histogram of durations of this name; the infinite bucket is added by itself.
  public func makeDurationHistogram(name: String, buckets: [Duration]) -> DurationHistogram {
    histogram(named: name, labels: [], help: "", buckets: buckets)
  }

  /// The histogram of durations of this name; the infinite bucket is added by itself.
  public func makeDurationHistogram(name: String, buckets: [Duration], help: String) -> DurationHistogram {
    histogram(named: name, labels: [], help: help, buckets: buckets)
  }

  /// The histogram of durations of this name; the infinite bucket is added by itself.
  public func makeDurationHistogram(descriptor: MetricNameDescriptor, buckets: [Duration]) -> DurationHistogram {
    histogram(named: descriptor.name, labels: [], help: descriptor.helpText ?? "", buckets: buckets)
  }

  /// The histogram of durations of this name and these labels; the infinite bucket is added by itself.
  public func makeDurationHistogram(name: String, labels: [(String, String)], buckets: [Duration]) -> DurationHistogram
  {
    histogram(named: name, labels: labels, help: "", buckets: buckets)
  }

  /// The histogram of durations of this name and these labels; the infinite bucket is added by itself.
  public func makeDurationHistogram(name: String, labels: [(String, String)], buckets: [Duration], help: String)
    -> DurationHistogram
  {
    histogram(named: name, labels: labels, help: help, buckets: buckets)
  }

  /// The histogram of durations of this name and these labels; the infinite bucket is added by itself.
  public func makeDurationHistogram(descriptor: MetricNameDescriptor, labels: [(String, String)], buckets: [Duration])
    -> DurationHistogram
  {
    histogram(named: descriptor.name, labels: labels, help: descriptor.helpText ?? "", buckets: buckets)
  }

  /// Takes the histogram off the page; one that is not on it is ignored.
  public func unregisterDurationHistogram(_ histogram: DurationHistogram) {
    unregister(histogram)
  }

  /// The histogram of numbers of this name; the infinite bucket is added by itself.
  public func makeValueHistogram(name: String, buckets: [Double]) -> ValueHistogram {
    histogram(named: name, labels: [], help: "", buckets: buckets)
  }

  /// The histogram of numbers of this name; the infinite bucket is added by itself.
  public func makeValueHistogram(name: String, buckets: [Double], help: String) -> ValueHistogram {
    histogram(named: name, labels: [], help: help, buckets: buckets)
  }

  /// The histogram of numbers of this name; the infinite bucket is added by itself.
  public func makeValueHistogram(descriptor: MetricNameDescriptor, buckets: [Double]) -> ValueHistogram {
    histogram(named: descriptor.name, labels: [], help: descriptor.helpText ?? "", buckets: buckets)
  }

  /// The histogram of numbers of this name and these labels; the infinite bucket is added by itself.
  public func makeValueHistogram(name: String, labels: [(String, String)], buckets: [Double]) -> ValueHistogram {
    histogram(named: name, labels: labels, help: "", buckets: buckets)
  }

  /// The histogram of numbers of this name and these labels; the infinite bucket is added by itself.
  public func makeValueHistogram(name: String, labels: [(String, String)], buckets: [Double], help: String)
    -> ValueHistogram
  {
    histogram(named: name, labels: labels, help: help, buckets: buckets)
  }

  /// The histogram of numbers of this name and these labels; the infinite bucket is added by itself.
  public func makeValueHistogram(descriptor: MetricNameDescriptor, labels: [(String, String)], buckets: [Double])
    -> ValueHistogram
  {
    histogram(named: descriptor.name, labels: labels, help: descriptor.helpText ?? "", buckets: buckets)
  }

  /// Takes the histogram off the page; one that is not on it is ignored.
  public func unregisterValueHistogram(_ histogram: ValueHistogram) {
    unregister(histogram)
  }

  private func histogram<Value: Bucketable>(
    named name: String, labels: [(String, String)], help: String, buckets: [Value]
  ) -> Histogram<Value> {
    let bounds = Histogram(name: name, labels: [], buckets: buckets).bounds
    return collector(named: name, labels: labels, help: help, bounds: bounds) {
      Histogram(name: $0, labels: $1, buckets: buckets)
    }
  }
}
