import EventLog

/// Who gets which partition: decided by the members' names and subscriptions alone, so that the same members always get the
/// same partitions.
enum Assignor {
  /// Deals the partitions out in turn, each to the next member that wants its topic.
  static func assign(
    _ partitions: [TopicPartition], to members: [(id: String, topics: Set<String>)]
  ) -> [TopicPartition: String] {
    let members = members.sorted { $0.id < $1.id }
    var assignment: [TopicPartition: String] = [:]
    var next = 0
    for partition in partitions.sorted() {
      for step in members.indices {
        let candidate = members[(next + step) % members.count]
        guard candidate.topics.contains(partition.topic) else { continue }
        assignment[partition] = candidate.id
        next = (next + step + 1) % members.count
        break
      }
    }
    return assignment
  }
}
