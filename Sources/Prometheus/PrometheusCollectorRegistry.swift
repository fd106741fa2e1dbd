import Threading

/// Keeps collectors by name and labels, and writes them all in the text exposition format.
///
/// A name belongs to one kind of collector. Asked for the same name as another kind, or with other buckets, the registry
/// answers with a collector that works but is not written, and says so in a comment on the page: a slip in naming a metric
/// must not end a service.
public final class PrometheusCollectorRegistry: Sendable {
  private struct Family {
    var type: String
    var help: String
    var bounds: [Double]
    var collectors: [[Label]: any Collector] = [:]
    var conflict = false
  }

  private let families = Lock<[String: Family]>([:])

  public init() {}

  /// Appends all collectors' samples, sorted by name and labels.
  public func emit(into buffer: inout [UInt8]) {
    for (name, family) in families.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      if family.conflict {
        buffer.append(contentsOf: "# \(name) was also asked for in another shape, which is not shown\n".utf8)
      }
      guard !family.collectors.isEmpty else { continue }
      Exposition.appendHeader(name, type: family.type, help: family.help, to: &buffer)
      for (_, collector) in family.collectors.sorted(by: { precedes($0.key, $1.key) }) { collector.emit(into: &buffer) }
    }
  }

  func collector<Kind: Collector>(
    named name: String, labels: [(String, String)], help: String, bounds: [Double] = [],
    make: @Sendable (String, [Label]) -> Kind
  ) -> Kind {
    let name = Exposition.metricName(name)
    let labels = Exposition.labels(labels)
    return families.withLock { families in
      var family = families[name] ?? Family(type: Kind.typeName, help: help, bounds: bounds)
      if family.help.isEmpty { family.help = help }
      defer { families[name] = family }
      let known = family.collectors[labels]
      if let same = known as? Kind, family.bounds == bounds { return same }
      let new = make(name, labels)
      if known == nil, family.type == Kind.typeName, family.bounds == bounds {
        family.collectors[labels] = new
      } else {
        family.conflict = true
      }
      return new
    }
  }

  func unregister(_ collector: any Collector) {
    families.withLock { families in
      for (labels, known) in families[collector.name]?.collectors ?? [:] where known === collector {
        families[collector.name]?.collectors[labels] = nil
      }
      if families[collector.name]?.collectors.isEmpty == true { families[collector.name] = nil }
    }
  }
}

private func precedes(_ lhs: [Label], _ rhs: [Label]) -> Bool {
  lhs.lexicographicallyPrecedes(rhs) { ($0.name, $0.value) < ($1.name, $1.value) }
}
