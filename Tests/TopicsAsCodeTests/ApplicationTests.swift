import Testing
import TopicsAsCode

@Suite struct ApplicationTests {
  static let files = [
    wanted("new"), wanted("grown", partitions: 12), wanted("changed"), wanted("shortened"),
    wanted("shrunk", partitions: 3),
    wanted("kept"),
  ]

  static let before = cluster([
    found("grown"), found("changed", ["min.insync.replicas": "1", "segment.bytes": "1048576"]),
    found("shortened", ["retention.ms": "-1", "min.insync.replicas": "1"]), found("shrunk"), found("kept"),
    found("foreign", ["retention.ms": "5"]),
  ])

  private func application(
    _ cluster: FakeCluster, _ permissions: TopicsApplication.Permissions = .init()
  ) async throws -> TopicsApplication {
    TopicsApplication(TopicsComparison(wanted: Self.files, cluster: try await cluster.describe()), permissions)
  }

  @Test func withoutPermissionNothingIsGrownOrDiscarded() async throws {
    let cluster = FakeCluster(Self.before)
    let application = try await application(cluster)
    #expect(
      application.steps == [
        .create(wanted("new")), .change(topic: "changed", set: ["min.insync.replicas": "2"], reset: []),
        .change(topic: "shortened", set: ["min.insync.replicas": "2"], reset: []),
      ])
    #expect(application.heldBack.map(\.topic) == ["grown", "shortened", "shrunk"])
    try await application.run(on: cluster)
    let after = try await cluster.describe()
    #expect(after.topics.first { $0.name == "grown" }?.partitions == 6)
    #expect(after.topics.first { $0.name == "shortened" }?.settings["retention.ms"]?.value == "-1")
    #expect(after.topics.first { $0.name == "changed" }?.settings["segment.bytes"]?.value == "1048576")
    let again = try await self.application(cluster)
    #expect(again.steps.isEmpty)
  }

  @Test func withPermissionOnlyTheImpossibleStays() async throws {
    let cluster = FakeCluster(Self.before)
    let permissions = TopicsApplication.Permissions(growsPartitions: true, mayDiscard: true, prunesSettings: true)
    let application = try await application(cluster, permissions)
    #expect(
      application.steps == [
        .create(wanted("new")), .grow(topic: "grown", from: 6, to: 12),
        .change(topic: "changed", set: ["min.insync.replicas": "2"], reset: ["segment.bytes"]),
        .change(topic: "shortened", set: ["min.insync.replicas": "2", "retention.ms": "604800000"], reset: []),
      ])
    try await application.run(on: cluster)
    let after = TopicsComparison(wanted: Self.files, cluster: try await cluster.describe())
    #expect(after.entries.filter { $0.findings.contains(where: \.isDrift) }.map(\.name) == ["shrunk"])
    #expect(try await self.application(cluster, permissions).steps.isEmpty)
  }

  /// Cut short after every number of steps, and done again: the same end.
  @Test(arguments: 0...4) func anInterruptedApplicationIsFinishedByTheNext(after steps: Int) async throws {
    let permissions = TopicsApplication.Permissions(growsPartitions: true, mayDiscard: true, prunesSettings: true)
    let whole = FakeCluster(Self.before)
    try await application(whole, permissions).run(on: whole)
    let cut = FakeCluster(Self.before)
    cut.fail(after: steps)
    let first = try await application(cut, permissions)
    if steps < first.steps.count {
      await #expect(throws: FakeCluster.Away.self) { try await first.run(on: cut) }
    } else {
      try await first.run(on: cut)
    }
    cut.fail(after: nil)
    let second = try await application(cut, permissions)
    #expect(second.steps.count == max(0, first.steps.count - steps))
    try await second.run(on: cut)
    #expect(try await cut.describe() == whole.describe())
  }

  /// Files and clusters at random: what is applied is not to be applied again, nothing is taken away, and topics of others
  /// stay as they are.
  @Test(arguments: 0..<200) func applyingTwiceIsApplyingOnce(seed: UInt64) async throws {
    var random = SeededGenerator(seed)
    let names = ["a", "b", "c", "d", "e"]
    let values = ["retention.ms": ["-1", "1000", "604800000"], "cleanup.policy": ["delete", "compact"]]
    func settings() -> [String: String] {
      values.filter { _ in Bool.random(using: &random) }.mapValues { $0.randomElement(using: &random) ?? "" }
    }
    let files = names.filter { _ in Bool.random(using: &random) }.map {
      wanted(
        $0, partitions: Int.random(in: 1...12, using: &random), replication: Int.random(in: 1...4, using: &random),
        settings())
    }
    let before = cluster(
      names.filter { _ in Bool.random(using: &random) }.map {
        found(
          $0, partitions: Int.random(in: 1...12, using: &random), replication: Int.random(in: 1...3, using: &random),
          settings())
      })
    let permissions = TopicsApplication.Permissions(
      growsPartitions: Bool.random(using: &random), mayDiscard: Bool.random(using: &random),
      prunesSettings: Bool.random(using: &random))
    let fake = FakeCluster(before)
    try await TopicsApplication(TopicsComparison(wanted: files, cluster: before), permissions).run(on: fake)
    let after = try await fake.describe()
    let comparison = TopicsComparison(wanted: files, cluster: after)
    let again = TopicsApplication(comparison, permissions)
    #expect(again.steps.isEmpty)
    #expect(comparison.hasDrift == !again.heldBack.isEmpty)
    for topic in before.topics {
      let now = try #require(after.topics.first { $0.name == topic.name })
      #expect(now.partitions >= topic.partitions)
      #expect(permissions.growsPartitions || now.partitions == topic.partitions)
      if !files.contains(where: { $0.name == topic.name }) { #expect(now == topic) }
    }
  }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
