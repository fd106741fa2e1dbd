import Rulebook
import Threading
import TopicsAsCode

/// A cluster that remembers what was asked of it, and can fail after so many steps.
final class FakeCluster: TopicAdministration {
  struct Away: Error {}

  private struct State {
    var description: ClusterDescription
    var calls = 0
    var failsAfter: Int?
  }

  private let state: Lock<State>

  init(_ description: ClusterDescription) { state = Lock(State(description: description)) }

  var calls: Int { state.withLock { $0.calls } }

  /// Answers so many changes and then no more; `nil` to answer again.
  func fail(after calls: Int?) {
    state.withLock {
      $0.calls = 0
      $0.failsAfter = calls
    }
  }

  func describe() async throws -> ClusterDescription { state.withLock { $0.description } }

  func create(_ topic: WantedTopic) async throws {
    try change { description in
      guard !description.topics.contains(where: { $0.name == topic.name }) else { return }
      description.topics.append(
        DescribedTopic(
          name: topic.name, partitions: topic.partitions, replication: topic.replication,
          settings: Self.defaults.merging(topic.settings.mapValues { .init($0, isDefault: false) }) { $1 }))
    }
  }

  func grow(_ topic: String, to partitions: Int) async throws {
    try change { description in
      for index in description.topics.indices where description.topics[index].name == topic {
        description.topics[index].partitions = partitions
      }
    }
  }

  func change(_ topic: String, set: [String: String], reset: [String]) async throws {
    try change { description in
      for index in description.topics.indices where description.topics[index].name == topic {
        for (name, value) in set { description.topics[index].settings[name] = .init(value, isDefault: false) }
        for name in reset { description.topics[index].settings[name] = Self.defaults[name] }
      }
    }
  }

  private func change(_ body: (inout ClusterDescription) -> Void) throws {
    let fails = state.withLock { state in
      if let limit = state.failsAfter, state.calls >= limit { return true }
      state.calls += 1
      body(&state.description)
      return false
    }
    if fails { throw Away() }
  }

  /// What a broker answers for a topic to which nobody gave anything.
  static let defaults: [String: DescribedTopic.Setting] = [
    "cleanup.policy": .init("delete", isDefault: true), "retention.ms": .init("604800000", isDefault: true),
    "retention.bytes": .init("-1", isDefault: true), "min.insync.replicas": .init("1", isDefault: true),
    "compression.type": .init("producer", isDefault: true), "segment.bytes": .init("1073741824", isDefault: true),
  ]
}

func wanted(
  _ name: String = "t", partitions: Int = 6, replication: Int = 3,
  _ settings: [String: String] = ["cleanup.policy": "delete", "retention.ms": "604800000", "min.insync.replicas": "2"]
) -> WantedTopic {
  WantedTopic(name: name, partitions: partitions, replication: replication, settings: settings)
}

func found(
  _ name: String = "t", partitions: Int = 6, replication: Int = 3, _ given: [String: String] = [:],
  leaderless: [Int] = [], underReplicated: [Int] = [], isInternal: Bool = false
) -> DescribedTopic {
  let standard = ["cleanup.policy": "delete", "retention.ms": "604800000", "min.insync.replicas": "2"]
  return DescribedTopic(
    name: name, partitions: partitions, replication: replication,
    settings: FakeCluster.defaults.merging(
      standard.merging(given) { $1 }.mapValues { .init($0, isDefault: false) }
    ) { $1 }, leaderless: leaderless, underReplicated: underReplicated, isInternal: isInternal)
}

func cluster(_ topics: [DescribedTopic], brokers: Int = 3) -> ClusterDescription {
  ClusterDescription(clusterID: "some-cluster", brokers: brokers, topics: topics)
}
