import EventLog
import Kafka

/// Errors of the client as those of the log: by what the caller has to do.
enum ErrorMapping {
  static func log(_ error: any Error) -> any Error {
    switch error {
    case is EventLogError, is CancellationError: error
    case let failure as TransactionFailure: log(failure.error)
    case let failure as KafkaTransactionError: log(failure.error)
    case let failure as KafkaDeliveryError: log(failure.error)
    case let failure as KafkaError: log(failure)
    case let failure as KafkaConsumerError: log(failure)
    default: error
    }
  }

  static func log(_ error: KafkaError) -> EventLogError {
    switch error.code {
    case .unknownTopic, .unknownTopicOrPartition:
      if let topic = error.partition?.topic { return .unknownTopic(topic) }
      return .unavailable("\(error)")
    case .unknownPartition:
      if let partition = error.partition { return .unknownPartition(TopicPartition(partition)) }
      return .unavailable("\(error)")
    case .messageTooLarge:
      return .recordTooLarge(
        topic: error.partition?.topic ?? "", bytes: 0, limit: EventLogKafkaConfiguration.largestRecord)
    default: return .unavailable("\(error)")
    }
  }

  private static func log(_ error: KafkaConsumerError) -> EventLogError {
    switch error {
    case .assignmentLost(let partitions): .assignmentLost(partitions.map { TopicPartition($0) }.sorted())
    case .offsetOutOfRange(let partition, let offset, let marks, _):
      .offsetOutOfRange(
        RecordCoordinates(TopicPartition(partition), offset ?? -1),
        marks.map { Watermarks($0) } ?? Watermarks(low: 0, high: 0))
    case .startOffsetsUnavailable(_, let reason): .unavailable(reason)
    case .fatal(let error): .unavailable("\(error)")
    case .closed: .closed
    }
  }
}
