import EventLog
import Kafka

extension TopicPartition {
  init(_ partition: KafkaPartition) { self.init(partition.topic, partition.partition) }

  var kafka: KafkaPartition { KafkaPartition(topic, partition) }
}

extension KafkaRecord {
  init(_ record: ProducerRecord) {
    self.init(
      topic: record.topic, partition: record.partition, key: record.key, value: record.value,
      headers: record.headers.map { KafkaHeader($0.name, $0.value) }, timestamp: record.timestamp)
  }
}

extension ConsumedRecord {
  init(_ message: KafkaMessage) {
    self.init(
      coordinates: RecordCoordinates(TopicPartition(message.partition), message.offset),
      timestamp: message.timestamp ?? 0, key: message.key, value: message.value,
      headers: message.headers.map { RecordHeader($0.name, $0.value) })
  }
}

extension RecordCoordinates {
  /// The offset of a record is -1 where the broker knew it from an attempt whose answer was lost, and does not tell where
  /// it stands: it is in the log once.
  init(_ delivery: KafkaDelivery) {
    self.init(TopicPartition(delivery.partition), delivery.offset ?? -1)
  }
}

extension Watermarks {
  init(_ marks: KafkaWatermarks) { self.init(low: marks.low, high: marks.high) }
}

extension ProducerRecord {
  /// Key, value and headers in bytes.
  var bytes: Int {
    (key?.count ?? 0) + (value?.count ?? 0) + headers.reduce(0) { $0 + $1.name.utf8.count + ($1.value?.count ?? 0) }
  }
}
