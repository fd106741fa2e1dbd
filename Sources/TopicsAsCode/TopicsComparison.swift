/// The files held against a cluster: what is to be kept, added, grown or changed, and what cannot be.
public struct TopicsComparison: Sendable, Hashable {
  /// One topic with all that is to be said about it.
  public struct Entry: Sendable, Hashable {
    public var name: String
    public var wanted: WantedTopic?
    public var found: DescribedTopic?
    public var findings: [TopicFinding]
  }

  public let clusterID: String
  public let brokers: Int
  /// Those of the files in their order, then the unmanaged ones by name.
  public let entries: [Entry]

  public init(wanted: [WantedTopic], cluster: ClusterDescription) {
    clusterID = cluster.clusterID
    brokers = cluster.brokers
    let found = Dictionary(cluster.topics.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(wanted.map(\.name))
    let managed = wanted.map { topic in
      Entry(
        name: topic.name, wanted: topic, found: found[topic.name],
        findings: Self.findings(topic, found[topic.name], brokers: cluster.brokers))
    }
    let others = cluster.topics.filter { !names.contains($0.name) && !$0.isInternal }.sorted { $0.name < $1.name }
    entries = managed + others.map { Entry(name: $0.name, wanted: nil, found: $0, findings: [.unmanaged]) }
  }

  /// Whether files and cluster differ.
  public var hasDrift: Bool { entries.contains { $0.findings.contains(where: \.isDrift) } }

  // MARK: One topic

  private static func findings(_ wanted: WantedTopic, _ found: DescribedTopic?, brokers: Int) -> [TopicFinding] {
    guard let found else {
      return wanted.replication > brokers
        ? [.impossible(.tooFewBrokers(found: brokers, wanted: wanted.replication))] : [.add]
    }
    var findings = shape(wanted, found) + settings(wanted, found)
    if !findings.contains(where: \.isDrift) { findings.insert(.keep, at: 0) }
    if !found.leaderless.isEmpty { findings.append(.unhealthy(.leaderless(partitions: found.leaderless))) }
    if !found.underReplicated.isEmpty {
      findings.append(.unhealthy(.underReplicated(partitions: found.underReplicated)))
    }
    return findings
  }

  private static func shape(_ wanted: WantedTopic, _ found: DescribedTopic) -> [TopicFinding] {
    var findings: [TopicFinding] = []
    if found.partitions < wanted.partitions {
      findings.append(.grow(from: found.partitions, to: wanted.partitions, movesKeys: wanted.isKeyed))
    } else if found.partitions > wanted.partitions {
      findings.append(.impossible(.fewerPartitions(found: found.partitions, wanted: wanted.partitions)))
    }
    if found.replication != wanted.replication {
      findings.append(.impossible(.replication(found: found.replication, wanted: wanted.replication)))
    }
    return findings
  }

  /// A value that holds by default is as good as one that was given, and one that nobody asked for is not drift.
  private static func settings(_ wanted: WantedTopic, _ found: DescribedTopic) -> [TopicFinding] {
    let changes = wanted.settings.sorted { $0.key < $1.key }.compactMap { name, value -> TopicFinding? in
      let now = found.settings[name]?.value
      if let now, SettingValues.equal(now, value) { return nil }
      return .change(
        setting: name, from: now, to: value, mayDiscard: SettingValues.mayDiscard(name, from: now, to: value))
    }
    let extras = found.settings.sorted { $0.key < $1.key }.compactMap { name, setting -> TopicFinding? in
      setting.isDefault || wanted.settings[name] != nil ? nil : .extra(setting: name, value: setting.value)
    }
    return changes + extras
  }
}
