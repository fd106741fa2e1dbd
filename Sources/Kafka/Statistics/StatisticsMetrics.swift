import Metrics

/// What librdkafka's statistics of one client become.
final class StatisticsMetrics: Sendable {
  private let client: String
  private let throttle: Timer

  init(client: String) {
    self.client = client
    throttle = Timer(label: "kafka_throttle_seconds", dimensions: [("client", client)])
  }

  func throttled(milliseconds: Int) { throttle.recordMilliseconds(milliseconds) }

  /// One report in JSON.
  func take(_ json: UnsafeRawBufferPointer) {}
}
