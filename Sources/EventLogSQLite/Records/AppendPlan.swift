import Crypto
import EventLog

/// Records made ready for the writer, on the caller's own time: partitions chosen, headers packed, digests made.
struct AppendPlan: Sendable {
  struct Prepared: Sendable {
    /// The record's place in the call.
    var place: Int
    var timestamp: Int64
    var key: [UInt8]?
    var value: [UInt8]?
    var headers: [UInt8]?
    var digest: RecordDigest
  }

  /// What goes into one partition.
  struct Share: Sendable {
    var partition: TopicPartition
    var id: Int64
    var records: [Prepared]
  }

  private(set) var shares: [Share] = []
  let count: Int

  init(
    _ records: [ProducerRecord], topics: Topics, turn: Int32, now: Int64, limit: Int,
    digest algorithm: DigestAlgorithm
  ) throws {
    count = records.count
    var places: [TopicPartition: Int] = [:]
    var digester = RecordDigester(algorithm)
    for (place, record) in records.enumerated() {
      let topic = try topics.topic(record.topic)
      let headers = HeaderCodec.encode(record.headers)
      let bytes = (record.key?.count ?? 0) + (record.value?.count ?? 0) + (headers?.count ?? 0)
      guard bytes <= limit else { throw EventLogError.recordTooLarge(topic: record.topic, bytes: bytes, limit: limit) }
      let number =
        record.partition
        ?? Partitioner.partition(of: record.key, turn: turn, count: topic.specification.partitions)
      let partition = TopicPartition(record.topic, number)
      guard topic.partitions.indices.contains(Int(number)) else { throw EventLogError.unknownPartition(partition) }
      let timestamp = record.timestamp ?? now
      let prepared = Prepared(
        place: place, timestamp: timestamp, key: record.key, value: record.value, headers: headers,
        digest: digester.digest(timestamp: timestamp, key: record.key, value: record.value, headers: headers))
      if let share = places[partition] {
        shares[share].records.append(prepared)
      } else {
        places[partition] = shares.count
        shares.append(Share(partition: partition, id: topic.partitions[Int(number)], records: [prepared]))
      }
    }
  }
}
