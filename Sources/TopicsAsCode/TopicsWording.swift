public import Casework

extension TopicFinding {
  /// What is to be said to a person.
  public var wording: Bilingual {
    switch self {
    case .keep: Bilingual("一致", "as wanted")
    case .add: Bilingual("将新建", "to be created")
    case .grow(let from, let to, let movesKeys):
      Bilingual(
        "分区 \(from) → \(to)" + (movesKeys ? "（键会换分区，须加 --grow-partitions）" : ""),
        "partitions \(from) → \(to)" + (movesKeys ? " (keys change partitions: needs --grow-partitions)" : ""))
    case .change(let setting, let from, let to, let mayDiscard):
      Bilingual(
        "\(setting)：\(from ?? "（无）") → \(to)" + (mayDiscard ? "（集群可能删去现存记录，须加 --allow-discarding）" : ""),
        "\(setting): \(from ?? "(none)") → \(to)"
          + (mayDiscard ? " (the cluster may remove records it now keeps: needs --allow-discarding)" : ""))
    case .extra(let setting, let value):
      Bilingual(
        "\(setting) = \(value) 不在文件中（--prune-settings 恢复默认）",
        "\(setting) = \(value) is not in the files (--prune-settings takes it back to the default)")
    case .unmanaged: Bilingual("不归文件管理，不动", "not in the files, left alone")
    case .impossible(let obstacle): obstacle.wording
    case .unhealthy(let ailment): ailment.wording
    }
  }
}

extension TopicFinding.Obstacle {
  public var wording: Bilingual {
    switch self {
    case .fewerPartitions(let found, let wanted):
      Bilingual(
        "现有 \(found) 个分区，要 \(wanted) 个：分区不能减少",
        "has \(found) partitions, \(wanted) are wanted: they cannot be taken away"
      )
    case .replication(let found, let wanted):
      Bilingual(
        "现有 \(found) 个副本，要 \(wanted) 个：请用集群自己的工具迁移副本",
        "has \(found) replicas, \(wanted) are wanted: move replicas with the cluster's own tools")
    case .tooFewBrokers(let found, let wanted):
      Bilingual(
        "要 \(wanted) 个副本，集群只有 \(found) 个节点；只是试用时可加 --fit-brokers",
        "\(wanted) replicas are wanted, the cluster has \(found) brokers; to try it out only: --fit-brokers")
    }
  }
}

extension TopicFinding.Ailment {
  public var wording: Bilingual {
    switch self {
    case .leaderless(let partitions):
      Bilingual(
        "分区 \(Self.list(partitions)) 没有主节点，不能读写",
        "partitions \(Self.list(partitions)) have no leader: no reading, no writing")
    case .underReplicated(let partitions):
      Bilingual(
        "分区 \(Self.list(partitions)) 的副本未全部同步", "partitions \(Self.list(partitions)) have replicas that are not in sync"
      )
    }
  }

  private static func list(_ partitions: [Int]) -> String { partitions.map(String.init).joined(separator: ", ") }
}

extension TopicsApplication.Step {
  /// What was done, for a person.
  public var wording: Bilingual {
    switch self {
    case .create(let topic):
      Bilingual(
        "已新建 \(topic.name)：\(topic.partitions) 个分区，\(topic.replication) 个副本",
        "created \(topic.name): \(topic.partitions) partitions, \(topic.replication) replicas")
    case .grow(let topic, let from, let to):
      Bilingual("已扩大 \(topic)：分区 \(from) → \(to)", "grew \(topic): partitions \(from) → \(to)")
    case .change(let topic, let set, let reset):
      Bilingual(
        "已更改 \(topic)：\(Self.list(set, reset, "恢复默认"))", "changed \(topic): \(Self.list(set, reset, "default"))")
    }
  }

  private static func list(_ set: [String: String], _ reset: [String], _ standard: String) -> String {
    (set.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" } + reset.map { "\($0) = (\(standard))" })
      .joined(separator: ", ")
  }
}
