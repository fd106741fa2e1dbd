import Kafka

/// A transaction that was not committed, or of which nobody can say yet, by what has to be done about it.
enum TransactionFailure: Error {
  /// It is not committed and will not be; the same can be tried again.
  case notCommitted(KafkaError)
  /// The group has moved on: its offsets cannot be moved by this member any more.
  case groupMoved(KafkaError)
  /// Another producer has the transactional id now.
  case fenced(KafkaError)
  /// The commit was asked for and the answer is missing. Only after the id was taken anew does the log tell.
  case unknown(KafkaError, [KafkaDelivery])

  var error: KafkaError {
    switch self {
    case .notCommitted(let error), .groupMoved(let error), .fenced(let error), .unknown(let error, _): error
    }
  }

  init(_ failure: KafkaTransactionError) {
    if failure.kind == .fenced {
      self = .fenced(failure.error)
    } else if Self.groupErrors.contains(failure.error.code) {
      self = .groupMoved(failure.error)
    } else {
      self = .notCommitted(failure.error)
    }
  }

  private static let groupErrors: Set<KafkaError.Code> = [
    .illegalGeneration, .unknownMember, .fencedInstance, .assignmentLost,
  ]
}
