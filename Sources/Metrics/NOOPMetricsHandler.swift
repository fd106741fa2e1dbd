/// Drops everything it is given.
public final class NOOPMetricsHandler: MetricsFactory {
  /// The one instance.
  public static let instance = NOOPMetricsHandler()

  private init() {}

  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { self }
  public func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler { self }
  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { self }
  public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    self
  }
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { self }

  public func destroyCounter(_ handler: any CounterHandler) {}
  public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  public func destroyMeter(_ handler: any MeterHandler) {}
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  public func destroyTimer(_ handler: any TimerHandler) {}
}

extension NOOPMetricsHandler: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler {
  public func increment(by amount: Int64) {}
  public func increment(by amount: Double) {}
  public func decrement(by amount: Double) {}
  public func reset() {}
  public func set(_ value: Int64) {}
  public func set(_ value: Double) {}
  public func record(_ value: Int64) {}
  public func record(_ value: Double) {}
  public func recordNanoseconds(_ duration: Int64) {}
}
