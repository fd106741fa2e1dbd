public import Formats

extension TopicsComparison {
  /// For programs; the shape stays within a version of Fenliu.
  public var json: JSONValue {
    [
      "cluster_id": .string(clusterID), "brokers": .number(String(brokers)), "drift": .boolean(hasDrift),
      "topics": .array(entries.map(\.json)),
    ]
  }
}

extension TopicsComparison.Entry {
  var json: JSONValue {
    [
      "name": .string(name), "drift": .boolean(findings.contains(where: \.isDrift)),
      "wanted": wanted.map(\.json) ?? .null, "found": found.map(\.json) ?? .null,
      "findings": .array(findings.map(\.json)),
    ]
  }
}

extension TopicFinding {
  /// The code and what belongs to it.
  public var json: JSONValue {
    var members = [JSONValue.Member("finding", .string(code))]
    func add(_ key: String, _ value: JSONValue) { members.append(.init(key, value)) }
    switch self {
    case .keep, .add, .unmanaged: break
    case .grow(let from, let to, let movesKeys):
      add("from", .number(String(from)))
      add("to", .number(String(to)))
      add("moves_keys", .boolean(movesKeys))
    case .change(let setting, let from, let to, let mayDiscard):
      add("setting", .string(setting))
      add("from", from.map { .string($0) } ?? .null)
      add("to", .string(to))
      add("may_discard", .boolean(mayDiscard))
    case .extra(let setting, let value):
      add("setting", .string(setting))
      add("value", .string(value))
    case .impossible(let obstacle):
      let (what, found, wanted) = obstacle.parts
      add("obstacle", .string(what))
      add("found", .number(String(found)))
      add("wanted", .number(String(wanted)))
    case .unhealthy(let ailment):
      let (what, partitions) = ailment.parts
      add("ailment", .string(what))
      add("partitions", .array(partitions.map { .number(String($0)) }))
    }
    return .object(members)
  }
}

extension TopicFinding.Obstacle {
  fileprivate var parts: (String, found: Int, wanted: Int) {
    switch self {
    case .fewerPartitions(let found, let wanted): ("fewer-partitions", found, wanted)
    case .replication(let found, let wanted): ("replication", found, wanted)
    case .tooFewBrokers(let found, let wanted): ("too-few-brokers", found, wanted)
    }
  }
}

extension TopicFinding.Ailment {
  fileprivate var parts: (String, [Int]) {
    switch self {
    case .leaderless(let partitions): ("leaderless", partitions)
    case .underReplicated(let partitions): ("under-replicated", partitions)
    }
  }
}

extension WantedTopic {
  fileprivate var json: JSONValue {
    [
      "partitions": .number(String(partitions)), "replication": .number(String(replication)),
      "settings": .object(settings.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }),
    ]
  }
}

extension DescribedTopic {
  /// Settings that only hold by default are left out.
  fileprivate var json: JSONValue {
    let given = settings.filter { !$0.value.isDefault }.sorted { $0.key < $1.key }
    return [
      "partitions": .number(String(partitions)), "replication": .number(String(replication)),
      "settings": .object(given.map { .init($0.key, .string($0.value.value)) }),
    ]
  }
}

extension TopicsApplication.Step {
  public var json: JSONValue {
    switch self {
    case .create(let topic): ["step": "create", "topic": .string(topic.name), "wanted": topic.json]
    case .grow(let topic, let from, let to):
      ["step": "grow", "topic": .string(topic), "from": .number(String(from)), "to": .number(String(to))]
    case .change(let topic, let set, let reset):
      [
        "step": "change", "topic": .string(topic),
        "set": .object(set.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }),
        "reset": .array(reset.map { .string($0) }),
      ]
    }
  }
}
