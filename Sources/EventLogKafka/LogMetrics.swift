import EventLog
import Metrics
import Threading

/// What the log tells of itself, under the same names as the embedded one: records by topic, batches and changes of
/// membership by group.
final class LogMetrics: Sendable {
  private struct Key: Hashable {
    var label: String
    var dimension: String
    var value: String
  }

  private let counters = Lock<[Key: Counter]>([:])

  func appended(_ records: [ProducerRecord]) {
    var counts: [String: Int] = [:]
    for record in records { counts[record.topic, default: 0] += 1 }
    for (topic, count) in counts {
      counter("event_log_records_appended_total", "topic", topic).increment(by: count)
    }
  }

  func committed(_ count: Int, by group: String) {
    counter("event_log_records_committed_total", "group", group).increment(by: count)
  }

  func rebalanced(_ group: String) {
    counter("event_log_rebalances_total", "group", group).increment()
  }

  private func counter(_ label: String, _ dimension: String, _ value: String) -> Counter {
    counters.withLock { counters in
      let key = Key(label: label, dimension: dimension, value: value)
      if let counter = counters[key] { return counter }
      let counter = Counter(label: label, dimensions: [(dimension, value)])
      counters[key] = counter
      return counter
    }
  }
}
