import ArgumentParser
import Casework
import Kafka
import Rulebook
import TopicsAsCode

/// Which files and which cluster a command about topics is about.
struct TopicsOptions: ParsableArguments {
  @OptionGroup var house: HouseOptions

  @Option(
    name: .customLong("cluster-id"),
    help: ArgumentHelp(
      "集群标识，优先于设置 kafka.cluster_id；与所连集群不符时拒绝",
      "the cluster's id, before the setting kafka.cluster_id; another cluster is refused", value: Bilingual("标识", "id"))
  )
  var clusterID: String?

  @Flag(
    help: ArgumentHelp(
      "副本数不超过集群的节点数（只用于试用和测试：一个副本的磁盘坏了，记录就没了）",
      "no more replicas than the cluster has brokers (to try it out and for tests: with one replica a lost disk is a lost record)"
    ))
  var fitBrokers = false

  /// The topics of the files; every fault of the files is thrown.
  func plans() throws -> [TopicPlan] {
    let folder = try house.folder()
    return try Rulebook.load(configFolder: folder.config, topicsFolder: folder.topics).topics
  }

  /// Runs `body` with the cluster that the settings name.
  func onCluster<Result>(_ body: (any TopicAdministration) async throws -> Result) async throws -> Result {
    let settings = try house.settings(try house.folder())
    guard let cluster = try KafkaTopics.open(settings) else {
      throw CommandFailure(
        "没有设置 Kafka 集群：请设置 kafka.bootstrap（FENLIU_KAFKA_BOOTSTRAP=主机:端口）。内嵌日志自己建立主题，不需要本命令",
        "no Kafka cluster is set: set kafka.bootstrap (FENLIU_KAFKA_BOOTSTRAP=host:port). The embedded log makes its topics "
          + "itself and does not need this command")
    }
    do {
      let result = try await body(cluster)
      await cluster.close()
      return result
    } catch {
      await cluster.close()
      guard let error = error as? KafkaError else { throw error }
      throw CommandFailure(
        "Kafka（\(settings.kafka.bootstrap ?? "")）：\(error)", "Kafka (\(settings.kafka.bootstrap ?? "")): \(error)")
    }
  }

  /// The cluster, if it is the one that is meant.
  func describe(_ cluster: any TopicAdministration) async throws -> ClusterDescription {
    let description = try await cluster.describe()
    let wanted = try clusterID ?? house.settings(try house.folder()).kafka.clusterID
    try ClusterIdentity.check(description.clusterID, is: wanted)
    return description
  }

  /// The files held against the cluster.
  func compare(_ plans: [TopicPlan], _ cluster: any TopicAdministration) async throws -> TopicsComparison {
    let description = try await describe(cluster)
    let wanted = plans.map { plan in
      fitBrokers ? WantedTopic(plan).fitted(toBrokers: description.brokers) : WantedTopic(plan)
    }
    return TopicsComparison(wanted: wanted, cluster: description)
  }
}

/// That a cluster is the one that is meant.
enum ClusterIdentity {
  static func check(_ found: String, is wanted: String?) throws {
    guard let wanted, wanted != found else { return }
    throw CommandFailure(
      "这是另一个集群：所连集群的标识是 \(found)，要的是 \(wanted)；什么也没有做",
      "this is another cluster: its id is \(found), \(wanted) is wanted; nothing was done")
  }
}

extension ExitCode {
  /// Cluster and files differ.
  static let drift = ExitCode(2)
}
