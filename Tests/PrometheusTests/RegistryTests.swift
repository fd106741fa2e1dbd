import Metrics
import Testing

@testable import Prometheus

@Suite struct RegistryTests {
  @Test func theSameNameAndLabelsAreTheSameCollector() {
    let registry = PrometheusCollectorRegistry()
    #expect(registry.makeCounter(name: "c") === registry.makeCounter(name: "c"))
    #expect(registry.makeCounter(name: "c") !== registry.makeCounter(name: "c", labels: [("a", "1")]))
    #expect(
      registry.makeDurationHistogram(name: "h", buckets: [.seconds(1)])
        === registry.makeDurationHistogram(name: "h", buckets: [.seconds(1)]))
  }

  @Test func anotherShapeUnderTheSameNameIsSaidAndNotShown() {
    let registry = PrometheusCollectorRegistry()
    registry.makeCounter(name: "n").increment()
    registry.makeGauge(name: "n").set(to: 7)
    let histogram = registry.makeValueHistogram(name: "h", buckets: [1])
    histogram.observe(1)
    registry.makeValueHistogram(name: "h", buckets: [2]).observe(1)
    registry.makeDurationHistogram(name: "h", buckets: [.seconds(1)]).observe(.seconds(1))
    #expect(
      registry.page == """
        # h was also asked for in another shape, which is not shown
        # TYPE h histogram
        h_bucket{le="1.0"} 1
        h_bucket{le="+Inf"} 1
        h_sum 1.0
        h_count 1
        # n was also asked for in another shape, which is not shown
        # TYPE n counter
        n 1

        """)
  }

  @Test func unregisteredCollectorsAreNotShown() {
    let registry = PrometheusCollectorRegistry()
    let counter = registry.makeCounter(name: "c", labels: [("a", "1")])
    registry.makeCounter(name: "c", labels: [("a", "2")]).increment()
    registry.unregisterCounter(PrometheusCollectorRegistry().makeCounter(name: "c", labels: [("a", "2")]))
    registry.unregisterCounter(counter)
    #expect(registry.page == "# TYPE c counter\nc{a=\"2\"} 1\n")
    registry.unregisterCounter(registry.makeCounter(name: "c", labels: [("a", "2")]))
    #expect(registry.page.isEmpty)
    registry.makeGauge(name: "c").set(to: 1)
    #expect(registry.page == "# TYPE c gauge\nc 1.0\n")
  }

  @Test func theFactoryBridgesEveryKind() {
    var factory = PrometheusMetricsFactory(registry: PrometheusCollectorRegistry())
    factory.nameAndLabelSanitizer = { name, labels in ("x_" + name, labels + [("host", "h")]) }
    factory.durationHistogramBuckets = ["x_t": [.seconds(1)]]
    factory.valueHistogramBuckets = ["x_r": [10]]
    let counter = factory.makeCounter(label: "c.d", dimensions: [])
    counter.increment(by: 2)
    let fraction = factory.makeFloatingPointCounter(label: "f", dimensions: [])
    fraction.increment(by: 0.5)
    let meter = factory.makeMeter(label: "m", dimensions: [("a", "1")])
    meter.set(Int64(4))
    meter.decrement(by: 1)
    let gauge = factory.makeRecorder(label: "g", dimensions: [], aggregate: false)
    gauge.record(Int64(9))
    let recorder = factory.makeRecorder(label: "r", dimensions: [], aggregate: true)
    recorder.record(10.0)
    let timer = factory.makeTimer(label: "t", dimensions: [])
    timer.recordNanoseconds(1_500_000_000)
    #expect(
      factory.registry.page == """
        # TYPE x_c_d counter
        x_c_d{host="h"} 2
        # TYPE x_f counter
        x_f{host="h"} 0.5
        # TYPE x_g gauge
        x_g{host="h"} 9.0
        # TYPE x_m gauge
        x_m{a="1",host="h"} 3.0
        # TYPE x_r histogram
        x_r_bucket{host="h",le="10.0"} 1
        x_r_bucket{host="h",le="+Inf"} 1
        x_r_sum{host="h"} 10.0
        x_r_count{host="h"} 1
        # TYPE x_t histogram
        x_t_bucket{host="h",le="1.0"} 0
        x_t_bucket{host="h",le="+Inf"} 1
        x_t_sum{host="h"} 1.5
        x_t_count{host="h"} 1

        """)
    factory.destroyCounter(counter)
    factory.destroyFloatingPointCounter(fraction)
    factory.destroyMeter(meter)
    factory.destroyRecorder(gauge)
    factory.destroyRecorder(recorder)
    factory.destroyTimer(timer)
    factory.destroyCounter(NOOPMetricsHandler.instance)
    #expect(factory.registry.page.isEmpty)
  }
}
