import CRdkafka
import Foundation

/// Repeats a transaction call for as long as it may be repeated, and classifies what stays.
struct TransactionRetry {
  var step: KafkaTransactionError.Step
  var deadline: ContinuousClock.Instant

  init(_ step: KafkaTransactionError.Step, within duration: Duration) {
    self.step = step
    deadline = .now + duration
  }

  /// - Parameter call: one attempt with its timeout in milliseconds; gives an error object to free, or `nil`.
  func run(_ call: (Int32) -> OpaquePointer?) throws(KafkaTransactionError) {
    var attempts = 0
    while true {
      attempts += 1
      guard let error = call((deadline - .now).libraryMilliseconds) else { return }
      let failure = Self.classify(taking: error, step: step, attempts: attempts)
      guard failure.kind == .retriable, .now < deadline else { throw failure }
      Thread.sleep(forTimeInterval: 0.01)
    }
  }

  /// Frees the error object.
  static func classify(taking error: OpaquePointer, step: KafkaTransactionError.Step, attempts: Int)
    -> KafkaTransactionError
  {
    defer { rd_kafka_error_destroy(error) }
    return classify(
      KafkaError(borrowing: error, during: "transaction: \(step.rawValue)"),
      isFatal: rd_kafka_error_is_fatal(error) != 0,
      requiresAbort: rd_kafka_error_txn_requires_abort(error) != 0,
      isRetriable: rd_kafka_error_is_retriable(error) != 0, step: step, attempts: attempts)
  }

  /// In the order that librdkafka asks for: fatal, requires abort, retriable; none of them counts as fatal.
  static func classify(
    _ error: KafkaError, isFatal: Bool, requiresAbort: Bool, isRetriable: Bool, step: KafkaTransactionError.Step,
    attempts: Int
  ) -> KafkaTransactionError {
    let kind: KafkaTransactionError.Kind =
      if Self.fencing.contains(error.code) {
        .fenced
      } else if isFatal {
        .fatal
      } else if requiresAbort {
        .abortable
      } else if isRetriable {
        .retriable
      } else {
        .fatal
      }
    // An abortable error of the commit says that it is not committed; after any other one its answer may be lost.
    let unknown = step == .commit && kind != .abortable
    return KafkaTransactionError(
      kind, outcome: unknown ? .unknown : .notCommitted, step: step, error: error, attempts: attempts)
  }

  private static let fencing: Set<KafkaError.Code> = [.fenced, .producerFenced]
}
