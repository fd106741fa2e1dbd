import Metrics
import Threading

/// Backs every kind of metric with one that writes down what it is told.
final class RecordingFactory: MetricsFactory {
  let calls = Lock<[String]>([])

  func make(_ kind: String, _ label: String, _ dimensions: [(String, String)]) -> RecordingHandler {
    let dimensions = dimensions.map { "\($0.0)=\($0.1)" }.joined(separator: ",")
    calls.withLock { $0.append("make \(kind) \(label)[\(dimensions)]") }
    return RecordingHandler(calls: calls)
  }

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    make("counter", label, dimensions)
  }
  func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
    make("fraction", label, dimensions)
  }
  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { make("meter", label, dimensions) }
  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    make(aggregate ? "recorder" : "gauge", label, dimensions)
  }
  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { make("timer", label, dimensions) }

  func destroyCounter(_ handler: any CounterHandler) { calls.withLock { $0.append("destroy counter") } }
  func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {
    calls.withLock { $0.append("destroy fraction") }
  }
  func destroyMeter(_ handler: any MeterHandler) { calls.withLock { $0.append("destroy meter") } }
  func destroyRecorder(_ handler: any RecorderHandler) { calls.withLock { $0.append("destroy recorder") } }
  func destroyTimer(_ handler: any TimerHandler) { calls.withLock { $0.append("destroy timer") } }
}

final class RecordingHandler: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler {
  let calls: Lock<[String]>

  init(calls: Lock<[String]> = Lock([])) { self.calls = calls }

  private func note(_ call: String) { calls.withLock { $0.append(call) } }

  func increment(by amount: Int64) { note("+\(amount)") }
  func increment(by amount: Double) { note("+\(amount)") }
  func decrement(by amount: Double) { note("-\(amount)") }
  func reset() { note("reset") }
  func set(_ value: Int64) { note("=\(value)") }
  func set(_ value: Double) { note("=\(value)") }
  func record(_ value: Int64) { note("!\(value)") }
  func record(_ value: Double) { note("!\(value)") }
  func recordNanoseconds(_ duration: Int64) { note("\(duration)ns") }
}
