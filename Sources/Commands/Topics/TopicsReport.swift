import Casework
import TopicsAsCode

/// A comparison in lines for a person.
struct TopicsReport {
  let comparison: TopicsComparison
  let terminal: Terminal

  /// One line a topic and one for each further finding; those that are as wanted only when `all` is asked for.
  func lines(all: Bool) -> [String] {
    let width = comparison.entries.map { TextWidth.of($0.name) }.max() ?? 0
    return comparison.entries.flatMap { entry -> [String] in
      let findings = entry.findings.filter { all || $0 != .keep }
      return findings.enumerated().map { index, finding in
        let name = index == 0 ? entry.name : ""
        let words = terminal.text(finding.wording) + shape(entry, finding)
        return TextWidth.printable("\(Self.mark(finding)) \(TextWidth.pad(name, width, isNumber: false))  \(words)")
      }
    }
  }

  var summary: String {
    func count(_ test: (TopicFinding) -> Bool) -> Int {
      comparison.entries.count { $0.findings.contains(where: test) }
    }
    let counts: [(Int, String, String)] = [
      (count { $0 == .keep }, "一致", "as wanted"), (count { $0 == .add }, "待新建", "to add"),
      (count { $0.code == "grow" }, "待扩分区", "to grow"), (count { $0.code == "change" }, "待改设置", "to change"),
      (count { $0.code == "impossible" }, "无法办到", "impossible"), (count { $0.code == "unhealthy" }, "不健康", "unhealthy"),
      (count { $0 == .unmanaged }, "不归文件管理", "not in the files"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { terminal.text("\($0.1) \($0.0)", "\($0.0) \($0.2)") }
    let cluster = terminal.text(
      "集群 \(comparison.clusterID)（\(comparison.brokers) 个节点）：",
      "cluster \(comparison.clusterID) (\(comparison.brokers) brokers): ")
    return cluster
      + (parts.isEmpty ? terminal.text("没有主题", "no topics") : parts.joined(separator: terminal.text("，", ", ")))
  }

  /// What a new topic will be like.
  private func shape(_ entry: TopicsComparison.Entry, _ finding: TopicFinding) -> String {
    guard finding == .add, let wanted = entry.wanted else { return "" }
    let settings = wanted.settings.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    let parts = [
      terminal.text("\(wanted.partitions) 个分区", "\(wanted.partitions) partitions"),
      terminal.text("\(wanted.replication) 个副本", "\(wanted.replication) replicas"),
    ]
    return terminal.text("：", ": ") + (parts + settings).joined(separator: terminal.text("，", ", "))
  }

  private static func mark(_ finding: TopicFinding) -> String {
    switch finding {
    case .keep: "="
    case .add: "+"
    case .grow, .change: "~"
    case .extra, .unmanaged: "?"
    case .impossible, .unhealthy: "!"
    }
  }
}
