import Testing

@testable import Prometheus

@Suite struct ExpositionTests {
  @Test func aWholePage() {
    let registry = PrometheusCollectorRegistry()
    let accepted = registry.makeCounter(
      descriptor: MetricNameDescriptor(
        namespace: "fenliu", subsystem: "intake", metricName: "accepted", unitName: "total",
        helpText: "Matters accepted.\nBack\\slash and \"quotes\""),
      labels: [("kind", "hotline")])
    accepted.increment(by: Int64(3))
    registry.makeCounter(name: "fenliu_intake_accepted_total", labels: [("kind", "信访 \"x\"\\\n")]).increment()
    registry.makeGauge(name: "a_gauge").set(to: -1.5)
    let histogram = registry.makeDurationHistogram(name: "seconds", buckets: [.seconds(1), .milliseconds(100)])
    for duration in [Duration.milliseconds(50), .milliseconds(100), .milliseconds(101), .seconds(7)] {
      histogram.observe(duration)
    }
    #expect(
      registry.page == #"""
        # TYPE a_gauge gauge
        a_gauge -1.5
        # HELP fenliu_intake_accepted_total Matters accepted.\nBack\\slash and "quotes"
        # TYPE fenliu_intake_accepted_total counter
        fenliu_intake_accepted_total{kind="hotline"} 3
        fenliu_intake_accepted_total{kind="信访 \"x\"\\\n"} 1
        # TYPE seconds histogram
        seconds_bucket{le="0.1"} 2
        seconds_bucket{le="1.0"} 3
        seconds_bucket{le="+Inf"} 4
        seconds_sum 7.251
        seconds_count 4

        """#)
  }

  @Test(arguments: [
    ("a.b-c", "a_b_c"), ("9lives", "_9lives"), ("", "_"), ("a:b", "a:b"), ("受理", "__"), ("a\nb 1", "a_b_1"),
  ])
  func metricNamesAreLegal(name: String, legal: String) {
    #expect(Exposition.metricName(name) == legal)
  }

  @Test func labelNamesAreLegalAndUnique() {
    #expect(
      Exposition.labels([("a:b", "1"), ("a_b", "2"), ("c", "3")])
        == [Label(name: "a_b", value: "1"), Label(name: "c", value: "3")])
  }

  @Test(arguments: [
    (0.0, "0.0"), (1e300, "1e+300"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (0.005, "0.005"),
  ])
  func numbers(value: Double, text: String) {
    #expect(Exposition.number(value) == text)
  }

  @Test(arguments: ["a\" } evil 1\n", "\\", "\\\"", "\n\n", "x\r\ny", ""])
  func hostileLabelValuesStayOnTheirLine(value: String) {
    let registry = PrometheusCollectorRegistry()
    registry.makeGauge(name: "g", labels: [("v", value)]).set(to: 1)
    let lines = registry.page.utf8.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 2)
    #expect(String(lines[1])?.hasSuffix("\"} 1.0") == true)
  }
}
