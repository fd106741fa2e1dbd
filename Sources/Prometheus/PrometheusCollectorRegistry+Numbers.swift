extension PrometheusCollectorRegistry {
  /// The counter of this name, made at the first call.
  public func makeCounter(name: String) -> Counter {
    collector(named: name, labels: [], help: "") { Counter(name: $0, labels: $1) }
  }

  /// The counter of this name, made at the first call.
  public func makeCounter(name: String, help: String) -> Counter {
    collector(named: name, labels: [], help: help) { Counter(name: $0, labels: $1) }
  }

  /// The counter of this name, made at the first call.
  public func makeCounter(descriptor: MetricNameDescriptor) -> Counter {
    collector(named: descriptor.name, labels: [], help: descriptor.helpText ?? "") { Counter(name: $0, labels: $1) }
  }

  /// The counter of this name and these labels, made at the first call.
  public func makeCounter(name: String, labels: [(String, String)]) -> Counter {
    collector(named: name, labels: labels, help: "") { Counter(name: $0, labels: $1) }
  }

  /// The counter of this name and these labels, made at the first call.
  public func makeCounter(name: String, labels: [(String, String)], help: String) -> Counter {
    collector(named: name, labels: labels, help: help) { Counter(name: $0, labels: $1) }
  }

  /// The counter of this name and these labels, made at the first call.
  public func makeCounter(descriptor: MetricNameDescriptor, labels: [(String, String)]) -> Counter {
    collector(named: descriptor.name, labels: labels, help: descriptor.helpText ?? "") { Counter(name: $0, labels: $1) }
  }

  /// Takes the counter off the page; one that is not on it is ignored.
  public func unregisterCounter(_ counter: Counter) {
    unregister(counter)
  }

  /// The gauge of this name, made at the first call.
  public func makeGauge(name: String) -> Gauge {
    collector(named: name, labels: [], help: "") { Gauge(name: $0, labels: $1) }
  }

  /// The gauge of this name, made at the first call.
  public func makeGauge(name: String, help: String) -> Gauge {
    collector(named: name, labels: [], help: help) { Gauge(name: $0, labels: $1) }
  }

  /// The gauge of this name, made at the first call.
  public func makeGauge(descriptor: MetricNameDescriptor) -> Gauge {
    collector(named: descriptor.name, labels: [], help: descriptor.helpText ?? "") { Gauge(name: $0, labels: $1) }
  }

  /// The gauge of this name and these labels, made at the first call.
  public func makeGauge(name: String, labels: [(String, String)]) -> Gauge {
    collector(named: name, labels: labels, help: "") { Gauge(name: $0, labels: $1) }
  }

  /// The gauge of this name and these labels, made at the first call.
  public func makeGauge(name: String, labels: [(String, String)], help: String) -> Gauge {
    collector(named: name, labels: labels, help: help) { Gauge(name: $0, labels: $1) }
  }

  /// The gauge of this name and these labels, made at the first call.
  public func makeGauge(descriptor: MetricNameDescriptor, labels: [(String, String)]) -> Gauge {
    collector(named: descriptor.name, labels: labels, help: descriptor.helpText ?? "") { Gauge(name: $0, labels: $1) }
  }

  /// Takes the gauge off the page; one that is not on it is ignored.
  public func unregisterGauge(_ gauge: Gauge) {
    unregister(gauge)
  }
}
