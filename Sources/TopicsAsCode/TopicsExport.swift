import Casework
public import Rulebook

/// A cluster's topics written in the form of `Topics/*.yaml`.
///
/// What a cluster cannot know (title, owner, reason, key, schema) is taken from the files for topics that stand there; for
/// others it says that a person has to fill it in, and takes the content for personal data until somebody knows better.
public struct TopicsExport: Sendable {
  let cluster: ClusterDescription
  let known: [String: TopicPlan]

  public init(cluster: ClusterDescription, known: [TopicPlan]) {
    self.cluster = cluster
    self.known = Dictionary(known.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The text of one file with all topics that the cluster has not made for itself, by name.
  public func yaml() -> String {
    let topics = cluster.topics.filter { !$0.isInternal }.sorted { $0.name < $1.name }
    let head = [
      "# Topics of the cluster \(Self.line(cluster.clusterID)), exported. Settings that hold by default are left out.",
      "# schema_version 1. `embedded` holds for the embedded log, `kafka` for a cluster.", "schema_version: 1",
      topics.isEmpty ? "topics: []" : "topics:",
    ]
    return (head + topics.flatMap(lines)).joined(separator: "\n") + "\n"
  }

  private func lines(_ topic: DescribedTopic) -> [String] {
    let plan = known[topic.name]
    let missing = Bilingual("待填写", "to be filled in")
    var lines = [
      "  - name: \(Self.quoted(topic.name))",
      "    title: \(Self.wording(plan?.title ?? missing))",
      "    partitions: {embedded: \(plan?.embeddedPartitions ?? min(topic.partitions, 6)), kafka: \(topic.partitions)}",
      "    replication: \(topic.replication)",
      "    min_in_sync: \(minInSync(topic))",
      "    cleanup: \(cleanup(topic).rawValue)",
      "    retention: \(retention(topic))",
    ]
    if let schema = plan?.schema { lines.append("    schema: \(Self.quoted(schema))") }
    lines += [
      "    key: \(Self.quoted(plan?.key ?? "unknown"))", "    personal_data: \(plan?.holdsPersonalData ?? true)",
      "    owner: \(Self.quoted(plan?.owner ?? "unknown"))", "    why: \(Self.wording(plan?.why ?? missing))",
    ]
    let settings = topic.settings.filter { !$0.value.isDefault && TopicSettings.spelledOut[$0.key] == nil }
    if !settings.isEmpty {
      lines.append("    settings:")
      lines += settings.sorted { $0.key < $1.key }.map { "      \($0.key): \(Self.quoted($0.value.value))" }
    }
    return lines
  }

  private func minInSync(_ topic: DescribedTopic) -> Int {
    let found = topic.settings["min.insync.replicas"].flatMap { Int($0.value) } ?? 1
    return min(max(found, 1), max(topic.replication, 1))
  }

  /// The files know one or the other; a topic that does both is closest to a compacted one.
  private func cleanup(_ topic: DescribedTopic) -> TopicPlan.Cleanup {
    topic.settings["cleanup.policy"]?.value.contains("compact") == true ? .compact : .delete
  }

  private func retention(_ topic: DescribedTopic) -> String {
    let day: Int64 = 86_400_000
    guard let value = topic.settings["retention.ms"].flatMap({ Int64($0.value) }), value >= 0 else { return "forever" }
    return value % day == 0 && value > 0 ? "{days: \(value / day)}" : "{milliseconds: \(value)}"
  }

  private static func wording(_ text: Bilingual) -> String { "{zh: \(quoted(text.zh)), en: \(quoted(text.en))}" }

  /// In single quotes, in which nothing but the quote itself means anything.
  private static func quoted(_ text: String) -> String { "'" + line(text).replacing("'", with: "''") + "'" }

  private static func line(_ text: String) -> String {
    String(text.map { $0.isNewline || ($0.asciiValue.map { $0 < 0x20 || $0 == 0x7F } ?? false) ? " " : $0 })
  }
}
