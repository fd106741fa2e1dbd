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
