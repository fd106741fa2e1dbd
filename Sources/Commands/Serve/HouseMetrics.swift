import Metrics
import Prometheus

/// The metrics of this process: set up once, however many services run in it.
enum HouseMetrics {
  private static let registry: PrometheusCollectorRegistry = {
    let registry = PrometheusCollectorRegistry()
    MetricsSystem.bootstrap(PrometheusMetricsFactory(registry: registry))
    return registry
  }()

  /// To be called before anything is opened: a metric that is made earlier counts nothing.
  static func start() { _ = registry }

  /// The text format of Prometheus.
  static func page() -> [UInt8] {
    var page: [UInt8] = []
    registry.emit(into: &page)
    return page
  }
}
