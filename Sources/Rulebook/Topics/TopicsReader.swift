import Casework
import Formats

/// Reads the files of `Topics/`.
struct TopicsReader {
  let folder: RuleFolder

  /// Describes the topics to others and is itself not one of their files.
  private static let description = "asyncapi.yaml"

  func read() -> [TopicPlan] {
    var topics: [Placed<TopicPlan>] = []
    var isWhole = true
    for name in folder.files(in: "") where name != Self.description {
      guard let file = folder.root(name) else { continue }
      file.checkSchemaVersion()
      let sections = file.sections("topics")
      let read = sections.compactMap(topic)
      isWhole = isWhole && read.count == sections.count
      topics += read
      file.finish()
    }
    check(topics, isWhole: isWhole)
    return topics.map(\.value)
  }

  private func topic(_ section: Section) -> Placed<TopicPlan>? {
    defer { section.finish() }
    let partitions = section.section("partitions")
    let embedded = partitions?.integer("embedded", in: 1...1_024)
    let kafka = partitions?.integer("kafka", in: 1...10_000)
    partitions?.finish()
    let replication = section.integer("replication", in: 1...9)
    let minInSync = section.integer("min_in_sync", in: 1...9)
    let cleanup = section.choice("cleanup", TopicPlan.Cleanup.self)
    let retention = self.retention(section)
    let schema = section.optionalPlacedText("schema")
    let key = section.text("key")
    let personal = section.flag("personal_data")
    let owner = section.text("owner")
    let name = section.placedText("name")
    let title = section.wording("title")
    let why = section.wording("why")
    let settings = section.optionalSection("settings").map(self.settings) ?? [:]
    guard let name, let title, let why, let embedded, let kafka, let replication, let minInSync, let cleanup,
      let retention, let key, let personal,
      let owner
    else { return nil }
    if minInSync > replication {
      section.fault(
        "out-of-range", at: "min_in_sync",
        Bilingual("min_in_sync 不能大于 replication（\(replication)）", "min_in_sync is above replication (\(replication))"))
    }
    if let schema, !folder.exists(schema.value) {
      folder.faults.add(
        "missing-file", at: schema.place,
        Bilingual("没有文件 \(folder.path)/\(schema.value)", "there is no file \(folder.path)/\(schema.value)"))
    }
    return Placed(
      value: TopicPlan(
        name: name.value, title: title, embeddedPartitions: embedded, kafkaPartitions: kafka, replication: replication,
        minInSync: minInSync, cleanup: cleanup, retention: retention, key: key, schema: schema?.value,
        holdsPersonalData: personal, owner: owner, why: why, settings: settings),
      place: name.place)
  }

  /// Further settings of the broker, each a known one that no key of ours stands for.
  private func settings(_ section: Section) -> [String: String] {
    var settings: [String: String] = [:]
    for entry in section.entries {
      let place = Place(mark: entry.keyMark, path: "\(section.path).\(entry.key)")
      if let key = TopicSettings.spelledOut[entry.key] {
        folder.faults.add(
          "duplicate", at: place,
          Bilingual("“\(entry.key)”由键“\(key)”决定", "\"\(entry.key)\" is what the key \"\(key)\" says")
        )
      } else if !TopicSettings.names.contains(entry.key) {
        folder.faults.add(
          "unknown-setting", at: place,
          Bilingual("Kafka 的主题没有设置“\(entry.key)”", "topics of Kafka have no setting \"\(entry.key)\""))
      }
      switch section.look(entry.key)?.scalar {
      case .string(let text), .integer(let text), .decimal(let text): settings[entry.key] = text
      case .boolean(let flag): settings[entry.key] = String(flag)
      case .null, nil:
        folder.faults.add("wrong-type", at: place, Bilingual("应为单个值", "expected a single value"))
      }
    }
    return settings
  }

  /// `{days: 7}`, `{milliseconds: 1000}` or `forever`.
  private func retention(_ section: Section) -> TopicPlan.Retention? {
    guard let node = section.required("retention") else { return nil }
    if node.scalar == .string("forever") { return .forever }
    guard node.entries != nil, let days = section.section("retention") else {
      section.fault(
        "wrong-type", at: "retention",
        Bilingual("应为 {days: 天数}、{milliseconds: 毫秒数} 或 forever", "expected {days: n}, {milliseconds: n} or forever"))
      return nil
    }
    defer { days.finish() }
    if days.has("milliseconds") {
      return days.integer("milliseconds", in: 1...Int.max).map { .span(milliseconds: Int64($0)) }
    }
    return days.integer("days", in: 1...36_500).map(TopicPlan.Retention.days)
  }

  private func check(_ topics: [Placed<TopicPlan>], isWhole: Bool) {
    var seen: [String: Place] = [:]
    for topic in topics {
      if let first = seen[topic.value.name] {
        folder.faults.add(
          "duplicate", at: topic.place,
          Bilingual(
            "主题“\(topic.value.name)”重复，首次见 \(first.mark)",
            "topic \"\(topic.value.name)\" stands twice, first at \(first.mark)"))
      }
      seen[topic.value.name] = topic.place
      let allowed = topic.value.name.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D
      }
      if !allowed || topic.value.name.utf8.count > 100 {
        folder.faults.add(
          "bad-name", at: topic.place,
          Bilingual(
            "主题名只用小写字母、数字、“.”和“-”，不超过 100 个字符",
            "a topic's name has small letters, digits, dots and dashes only, at most 100"))
      }
    }
    let required = Self.required.filter { seen[$0] == nil }
    if isWhole, !required.isEmpty {
      folder.faults.add(
        Fault(
          file: folder.path, rule: "missing-topic",
          message: Bilingual(
            "缺少主题：\(required.joined(separator: "、"))", "topics that are missing: \(required.joined(separator: ", "))")))
    }
  }

  /// What the flow cannot do without.
  static let required: [String] =
    ["intake.hotline", "intake.reconsideration", "intake.mediation"] + Docket.allCases.map(\.topic)
    + ["case-events", "alerts", "dead-letter", "relay-positions"]
}
