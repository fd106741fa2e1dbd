import Prometheus

extension PrometheusCollectorRegistry {
  /// All that the registry writes.
  var page: String {
    var buffer: [UInt8] = []
    emit(into: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }
}
