import Casework
import Formats
import Testing
import TopicsAsCode

@Suite struct ComparisonTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var wanted: WantedTopic
    var found: DescribedTopic?
    var brokers = 3
    var findings: [TopicFinding]
    var isDrift: Bool

    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(name: "the same", wanted: wanted(), found: found(), findings: [.keep], isDrift: false),
    Row(name: "missing", wanted: wanted(), found: nil, findings: [.add], isDrift: true),
    Row(
      name: "missing, and too few brokers for it", wanted: wanted(), found: nil, brokers: 1,
      findings: [.impossible(.tooFewBrokers(found: 1, wanted: 3))], isDrift: true),
    Row(
      name: "fewer partitions", wanted: wanted(partitions: 12), found: found(),
      findings: [.grow(from: 6, to: 12, movesKeys: true)], isDrift: true),
    Row(
      name: "more partitions", wanted: wanted(partitions: 3), found: found(),
      findings: [.impossible(.fewerPartitions(found: 6, wanted: 3))], isDrift: true),
    Row(
      name: "other replication", wanted: wanted(), found: found(replication: 1),
      findings: [.impossible(.replication(found: 1, wanted: 3))], isDrift: true),
    Row(
      name: "a value that holds by default is as good as a given one",
      wanted: wanted("t", ["cleanup.policy": "delete", "compression.type": "producer", "retention.bytes": "-1"]),
      found: DescribedTopic(name: "t", partitions: 6, replication: 3, settings: FakeCluster.defaults),
      findings: [.keep], isDrift: false),
    Row(
      name: "the default is another one", wanted: wanted("t", ["min.insync.replicas": "2"]),
      found: DescribedTopic(name: "t", partitions: 6, replication: 3, settings: FakeCluster.defaults),
      findings: [.change(setting: "min.insync.replicas", from: "1", to: "2", mayDiscard: false)], isDrift: true),
    Row(
      name: "longer retention", wanted: wanted(), found: found("t", ["retention.ms": "1000"]),
      findings: [.change(setting: "retention.ms", from: "1000", to: "604800000", mayDiscard: false)], isDrift: true),
    Row(
      name: "shorter retention", wanted: wanted(), found: found("t", ["retention.ms": "-1"]),
      findings: [.change(setting: "retention.ms", from: "-1", to: "604800000", mayDiscard: true)], isDrift: true),
    Row(
      name: "kept for ever from now on", wanted: wanted("t", ["retention.ms": "-1"]), found: found(),
      findings: [
        .change(setting: "retention.ms", from: "604800000", to: "-1", mayDiscard: false)
      ] + extras(except: "retention.ms"), isDrift: true),
    Row(
      name: "compacted instead of deleted", wanted: wanted("t", ["cleanup.policy": "compact"]), found: found(),
      findings: [.change(setting: "cleanup.policy", from: "delete", to: "compact", mayDiscard: true)]
        + extras(except: "cleanup.policy"), isDrift: true),
    Row(
      name: "lists are alike in any order", wanted: wanted("t", ["cleanup.policy": "compact,delete"]),
      found: found("t", ["cleanup.policy": "delete, compact"]), findings: [.keep] + extras(except: "cleanup.policy"),
      isDrift: false),
    Row(
      name: "numbers are alike in any form", wanted: wanted("t", ["min.cleanable.dirty.ratio": "0.5"]),
      found: DescribedTopic(
        name: "t", partitions: 6, replication: 3,
        settings: ["min.cleanable.dirty.ratio": .init("0.50", isDefault: false)]), findings: [.keep], isDrift: false),
    Row(
      name: "a setting that nobody asked for", wanted: wanted(), found: found("t", ["segment.bytes": "1048576"]),
      findings: [.keep, .extra(setting: "segment.bytes", value: "1048576")], isDrift: false),
    Row(
      name: "a setting the broker does not know", wanted: wanted("t", ["new.setting": "1"]),
      found: DescribedTopic(name: "t", partitions: 6, replication: 3, settings: [:]),
      findings: [.change(setting: "new.setting", from: nil, to: "1", mayDiscard: false)], isDrift: true),
    Row(
      name: "a partition without a leader", wanted: wanted(),
      found: found(leaderless: [2], underReplicated: [2, 4]),
      findings: [
        .keep, .unhealthy(.leaderless(partitions: [2])), .unhealthy(.underReplicated(partitions: [2, 4])),
      ], isDrift: false),
    Row(
      name: "several at once", wanted: wanted(partitions: 9),
      found: found(replication: 2, ["min.insync.replicas": "1"]),
      findings: [
        .grow(from: 6, to: 9, movesKeys: true), .impossible(.replication(found: 2, wanted: 3)),
        .change(setting: "min.insync.replicas", from: "1", to: "2", mayDiscard: false),
      ], isDrift: true),
  ]

  private static func extras(except name: String) -> [TopicFinding] {
    [("cleanup.policy", "delete"), ("min.insync.replicas", "2"), ("retention.ms", "604800000")]
      .filter { $0.0 != name }.map { .extra(setting: $0.0, value: $0.1) }
  }

  @Test(arguments: rows) func tellsWhatDiffers(_ row: Row) throws {
    let comparison = TopicsComparison(
      wanted: [row.wanted], cluster: cluster(row.found.map { [$0] } ?? [], brokers: row.brokers))
    let entry = try #require(comparison.entries.first)
    #expect(entry.findings == row.findings)
    #expect(comparison.hasDrift == row.isDrift)
  }

  @Test func topicsOfOthersAreNamedAndNoDrift() {
    let comparison = TopicsComparison(
      wanted: [wanted("b"), wanted("a")],
      cluster: cluster([
        found("z"), found("a"), found("b"), found("c"), found("__consumer_offsets", isInternal: true),
      ]))
    #expect(comparison.entries.map(\.name) == ["b", "a", "c", "z"])
    #expect(comparison.entries.map(\.findings) == [[.keep], [.keep], [.unmanaged], [.unmanaged]])
    #expect(!comparison.hasDrift)
  }

  @Test(arguments: [(1, 1, "1"), (2, 2, "2"), (3, 3, "2"), (5, 3, "2"), (0, 3, "2")])
  func replicationIsLoweredToTheBrokersWhenTold(brokers: Int, replication: Int, minInSync: String) {
    let fitted = wanted().fitted(toBrokers: brokers)
    #expect(fitted.replication == replication)
    #expect(fitted.settings["min.insync.replicas"] == minInSync)
    #expect(fitted.partitions == 6 && fitted.settings["retention.ms"] == "604800000")
  }

  @Test func everyFindingHasWordsAndACode() {
    for row in Self.rows {
      for finding in row.findings {
        #expect(!finding.wording.zh.isEmpty && !finding.wording.en.isEmpty)
        #expect(finding.json.description.contains("\"finding\":\"\(finding.code)\""))
      }
    }
  }
}
