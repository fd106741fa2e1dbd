import Metrics
import Threading

/// What librdkafka's statistics of one client become.
final class StatisticsMetrics: Sendable {
  private struct Name: Hashable {
    var label: String
    var dimensions: [String]
  }

  private struct State {
    var meters: [Name: Meter] = [:]
    var counters: [String: (counter: Counter, last: Int64)] = [:]
  }

  private let client: String
  private let throttle: Timer
  private let state = Lock(State())

  init(client: String) {
    self.client = client
    throttle = Timer(label: "kafka_throttle_seconds", dimensions: [("client", client)])
  }

  func throttled(milliseconds: Int) { throttle.recordMilliseconds(milliseconds) }

  /// One report in JSON; what is no report is passed over.
  func take(_ json: UnsafeRawBufferPointer) {
    guard let statistics = LibraryStatistics(json: json) else { return }
    state.withLock { state in
      var seen: Set<Name> = []
      func set(_ label: String, _ dimensions: [(String, String)] = [], _ value: Double) {
        let name = Name(label: label, dimensions: dimensions.map(\.1))
        seen.insert(name)
        let meter = state.meters[name] ?? Meter(label: label, dimensions: [("client", client)] + dimensions)
        state.meters[name] = meter
        meter.set(value)
      }
      func count(_ label: String, _ total: Int64) {
        let known = state.counters[label]
        let counter = known?.counter ?? Counter(label: label, dimensions: [("client", client)])
        // The library tells totals, a counter takes what was added.
        counter.increment(by: max(0, total - (known?.last ?? 0)))
        state.counters[label] = (counter, total)
      }
      set("kafka_queued_records", [], Double(statistics.queuedRecords))
      set("kafka_queued_bytes", [], Double(statistics.queuedBytes))
      count("kafka_sent_records_total", statistics.sentRecords)
      count("kafka_sent_bytes_total", statistics.sentBytes)
      count("kafka_received_records_total", statistics.receivedRecords)
      count("kafka_received_bytes_total", statistics.receivedBytes)
      for broker in statistics.brokers {
        set("kafka_broker_up", [("broker", broker.name)], broker.isUp ? 1 : 0)
        guard let time = broker.roundTrip else { continue }
        set("kafka_broker_round_trip_seconds", [("broker", broker.name), ("quantile", "mean")], time.mean)
        set("kafka_broker_round_trip_seconds", [("broker", broker.name), ("quantile", "0.99")], time.p99)
      }
      for partition in statistics.partitions {
        let dimensions = [("topic", partition.partition.topic), ("partition", "\(partition.partition.partition)")]
        if let lag = partition.lag {
          set("kafka_consumer_lag_records", dimensions, Double(lag))
          set("kafka_fetched_records", dimensions, Double(partition.fetched))
        } else if partition.unsent > 0 {
          set("kafka_unsent_records", dimensions, Double(partition.unsent))
        }
      }
      if let group = statistics.group {
        set("kafka_assigned_partitions", [], Double(group.assigned))
        count("kafka_rebalances_total", group.rebalances)
      }
      // A partition that has gone to another member has no lag here any more.
      for (name, meter) in state.meters where !seen.contains(name) {
        meter.destroy()
        state.meters[name] = nil
      }
    }
  }
}
