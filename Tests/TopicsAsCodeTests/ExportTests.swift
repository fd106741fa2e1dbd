import Casework
import Foundation
import Rulebook
import Testing
import TopicsAsCode

@Suite struct ExportTests {
  /// The files as they are in the repository.
  static let plans: [TopicPlan] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let rules = try? Rulebook.load(
      configFolder: root.appending(path: "Config").path, topicsFolder: root.appending(path: "Topics").path)
    return rules?.topics ?? []
  }()

  /// Reads a text as the only file of a folder of topics.
  private func read(_ yaml: String) throws -> (topics: [TopicPlan], faults: [Fault]) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = FileManager.default.temporaryDirectory.appending(path: "topics-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "schemas"), withDestinationURL: root.appending(path: "Topics/schemas"))
    try Data(yaml.utf8).write(to: folder.appending(path: "topics.yaml"))
    let config = root.appending(path: "Config").path
    let faults = Rulebook.check(configFolder: config, topicsFolder: folder.path).faults
    let topics = (try? Rulebook.load(configFolder: config, topicsFolder: folder.path))?.topics ?? []
    return (topics, faults)
  }

  @Test func whatWasAppliedIsExportedAsItStandsInTheFiles() async throws {
    #expect(Self.plans.count == 13)
    let fake = FakeCluster(cluster([found("__consumer_offsets", isInternal: true)]))
    let comparison = TopicsComparison(wanted: Self.plans.map(WantedTopic.init), cluster: try await fake.describe())
    try await TopicsApplication(comparison, .init()).run(on: fake)
    let yaml = TopicsExport(cluster: try await fake.describe(), known: Self.plans).yaml()
    let (topics, faults) = try read(yaml)
    #expect(faults.isEmpty, "\(faults.map { $0.text(.english) })")
    #expect(topics == Self.plans.sorted { $0.name < $1.name })
  }

  @Test func topicsThatNobodyDescribedAskForIt() throws {
    let plans = Self.plans.filter { $0.name != "alerts" }
    let described = plans.map { plan in
      let wanted = WantedTopic(plan)
      return found(plan.name, partitions: wanted.partitions, replication: wanted.replication, wanted.settings)
    }
    let strange = found(
      "alerts", partitions: 2, replication: 2,
      [
        "retention.ms": "90061001", "min.insync.replicas": "5", "compression.type": "zst'd # \n: {",
        "cleanup.policy": "compact,delete",
      ])
    let (topics, faults) = try read(TopicsExport(cluster: cluster(described + [strange]), known: plans).yaml())
    #expect(faults.isEmpty, "\(faults.map { $0.text(.english) })")
    let alerts = try #require(topics.first { $0.name == "alerts" })
    #expect(alerts.retention == .span(milliseconds: 90_061_001))
    #expect(alerts.kafkaPartitions == 2 && alerts.replication == 2 && alerts.minInSync == 2)
    #expect(alerts.holdsPersonalData && alerts.owner == "unknown" && alerts.cleanup == .compact)
    #expect(alerts.settings == ["compression.type": "zst'd #  : {"])
  }

  @Test func anEmptyClusterIsAnEmptyList() {
    #expect(TopicsExport(cluster: cluster([]), known: Self.plans).yaml().hasSuffix("schema_version: 1\ntopics: []\n"))
  }

  @Test(arguments: [
    ("    settings: {retention.ms: 5}", "duplicate"), ("    settings: {segment.byte: 5}", "unknown-setting"),
    ("    settings: {segment.bytes: [1]}", "wrong-type"), ("    settings: {segment.bytes: }", "wrong-type"),
    ("    settings: 5", "wrong-type"),
  ])
  func settingsAreCheckedInTheFiles(line: String, rule: String) throws {
    let yaml = TopicsExport(
      cluster: cluster(Self.plans.map { found($0.name, partitions: $0.kafkaPartitions) }), known: Self.plans
    ).yaml()
    let (_, faults) = try read(yaml + line + "\n")
    #expect(faults.map(\.rule) == [rule])
  }
}
