/// Makes the handlers behind counters, meters, recorders and timers: the bridge to what stores and exports them.
///
/// Same names and signatures as in swift-metrics (one module here; there `Metrics` re-exports `CoreMetrics`).
public protocol MetricsFactory: Sendable {
  /// A handler for a counter of whole numbers.
  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler
  /// A handler for a counter of fractions.
  func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler
  /// A handler for a value that goes up and down.
  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler
  /// A handler for observations; with `aggregate` they are collected, without only the last one counts.
  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler
  /// A handler for durations.
  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler

  /// The handler will not be used again.
  func destroyCounter(_ handler: any CounterHandler)
  /// The handler will not be used again.
  func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler)
  /// The handler will not be used again.
  func destroyMeter(_ handler: any MeterHandler)
  /// The handler will not be used again.
  func destroyRecorder(_ handler: any RecorderHandler)
  /// The handler will not be used again.
  func destroyTimer(_ handler: any TimerHandler)
}
