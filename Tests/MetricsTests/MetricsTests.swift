import Testing
import Threading

@testable import Metrics

/// One after the other, as they change the factory of the process.
@Suite(.serialized) struct MetricsTests {
  @Test func everyKindReachesTheFactory() {
    let factory = RecordingFactory()
    MetricsSystem.bootstrapInternal(factory)
    defer { MetricsSystem.bootstrapInternal(NOOPMetricsHandler.instance) }

    let counter = Counter(label: "c", dimensions: [("a", "1"), ("b", "2")])
    counter.increment()
    counter.increment(by: UInt8(3))
    counter.increment(by: UInt64.max)
    counter.reset()
    counter.destroy()
    let fraction = FloatingPointCounter(label: "f")
    fraction.increment()
    fraction.increment(by: Float(0.5))
    fraction.reset()
    fraction.destroy()
    let meter = Meter(label: "m")
    meter.set(7)
    meter.set(0.5)
    meter.increment()
    meter.increment(by: 2.5)
    meter.decrement()
    meter.decrement(by: 0.5)
    meter.destroy()
    let recorder = Recorder(label: "r")
    recorder.record(1)
    recorder.record(1.5)
    recorder.destroy()
    Gauge(label: "g").record(2)
    let timer = Timer(label: "t")
    timer.recordNanoseconds(5)
    timer.destroy()

    #expect(
      factory.calls.withLock { $0 } == [
        "make counter c[a=1,b=2]", "+1", "+3", "+\(Int64.max)", "reset", "destroy counter",
        "make fraction f[]", "+1.0", "+0.5", "reset", "destroy fraction",
        "make meter m[]", "=7", "=0.5", "+1.0", "+2.5", "-1.0", "-0.5", "destroy meter",
        "make recorder r[]", "!1", "!1.5", "destroy recorder", "make gauge g[]", "!2",
        "make timer t[]", "5ns", "destroy timer",
      ])
  }

  @Test func withoutAFactoryAllIsDropped() {
    let counter = Counter(label: "c")
    counter.increment()
    counter.reset()
    Timer(label: "t").record(duration: .seconds(1))
    Meter(label: "m").set(1)
    #expect(counter._handler === NOOPMetricsHandler.instance)
  }

  @Test func isSetUpOnce() async {
    await #expect(processExitsWith: .success) { MetricsSystem.bootstrap(NOOPMetricsHandler.instance) }
    await #expect(processExitsWith: .failure) {
      MetricsSystem.bootstrap(NOOPMetricsHandler.instance)
      MetricsSystem.bootstrap(NOOPMetricsHandler.instance)
    }
  }
}
