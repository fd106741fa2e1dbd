import Testing

@testable import Prometheus

@Suite struct CollectorTests {
  @Test func countersOnlyGrow() {
    let registry = PrometheusCollectorRegistry()
    let counter = registry.makeCounter(name: "c")
    counter.increment(by: Int64(-5))
    counter.increment(by: -0.5)
    counter.increment(by: Double.nan)
    #expect(registry.page.hasSuffix("\nc 0\n"))
    counter.increment(by: Int64.max)
    counter.increment()
    #expect(registry.page.hasSuffix("\nc \(Int64.max)\n"))
    counter.reset()
    counter.increment(by: 0.25)
    counter.increment()
    #expect(registry.page.hasSuffix("\nc 1.25\n"))
  }

  @Test func gaugesGoUpAndDown() {
    let registry = PrometheusCollectorRegistry()
    let gauge = registry.makeGauge(name: "g", help: "H")
    gauge.increment()
    gauge.increment(by: 2)
    gauge.decrement(by: 0.5)
    gauge.decrement()
    #expect(registry.page == "# HELP g H\n# TYPE g gauge\ng 1.5\n")
  }

  @Test func histogramsCumulate() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let registry = PrometheusCollectorRegistry()
      let buckets = (0..<Int.random(in: 0...6, using: &random)).map { _ in Double(Int.random(in: -5...5)) }
      let histogram = registry.makeValueHistogram(name: "h", buckets: buckets + [.infinity, .nan])
      let values = (0..<Int.random(in: 0...40)).map { _ in Double(Int.random(in: -60...60)) / 10 }
      for value in values { histogram.observe(value) }
      histogram.observe(.nan)
      var expected = "# TYPE h histogram\n"
      for bound in Set(buckets).sorted() {
        expected += "h_bucket{le=\"\(bound)\"} \(values.filter { $0 <= bound }.count)\n"
      }
      expected += "h_bucket{le=\"+Inf\"} \(values.count)\nh_sum \(values.reduce(0, +))\nh_count \(values.count)\n"
      #expect(registry.page == expected)
    }
  }

  @Test func aLabelNamedLikeTheBucketsIsRenamed() {
    let registry = PrometheusCollectorRegistry()
    registry.makeValueHistogram(name: "h", labels: [("le", "x")], buckets: []).observe(1)
    #expect(registry.page.contains("h_bucket{exported_le=\"x\",le=\"+Inf\"} 1\n"))
    #expect(registry.page.contains("h_sum{exported_le=\"x\"} 1.0\n"))
  }

  @Test func writtenFromManyTasksNothingIsLost() async {
    let registry = PrometheusCollectorRegistry()
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for number in 0..<500 {
            registry.makeCounter(name: "c", labels: [("task", "\(task % 2)")]).increment()
            registry.makeCounter(name: "f").increment(by: 0.5)
            registry.makeGauge(name: "g").increment(by: number % 2 == 0 ? 1 : -1)
            registry.makeValueHistogram(name: "h", buckets: [250]).observe(Double(number))
            if number % 100 == 0 { #expect(!registry.page.isEmpty) }
          }
        }
      }
    }
    let lines = Set(registry.page.split(separator: "\n"))
    for line in [
      "c{task=\"0\"} 2000", "c{task=\"1\"} 2000", "f 2000.0", "g 0.0", "h_bucket{le=\"250.0\"} 2008", "h_count 4000",
    ] {
      #expect(lines.contains(Substring(line)), "\(line)")
    }
  }
}
