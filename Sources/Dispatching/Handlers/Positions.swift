import Casebook
import EventLog

extension RecordBatch {
  /// Up to where each partition is worked once this batch is.
  func positions(group: String, cluster: String) -> [GroupPosition] {
    var next: [TopicPartition: Int64] = [:]
    for record in records {
      let coordinates = record.coordinates
      next[coordinates.partition] = max(next[coordinates.partition] ?? 0, coordinates.offset + 1)
    }
    return next.map { partition, offset in
      GroupPosition(
        group: group, cluster: cluster, topic: partition.topic, partition: partition.partition, nextOffset: offset)
    }
  }
}

extension Casebook {
  /// Where a group starts on these partitions: at what the casebook holds, and at the beginning where it has seen
  /// nothing, so that a casebook restored from an old backup, or made anew, gets everything that the log still has.
  func startOffsets(
    of partitions: [TopicPartition], group: String, cluster: String
  ) async throws -> [TopicPartition: Int64] {
    var offsets = Dictionary(uniqueKeysWithValues: partitions.map { ($0, Int64(0)) })
    for position in try await positions(group: group, cluster: cluster) {
      let partition = TopicPartition(position.topic, position.partition)
      if offsets[partition] != nil { offsets[partition] = position.nextOffset }
    }
    return offsets
  }
}
