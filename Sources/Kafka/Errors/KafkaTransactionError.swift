/// A step of a transaction that failed, classified by what the caller has to do.
public struct KafkaTransactionError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Step: String, Sendable, Hashable {
    case initialize, begin, produce, flush, sendOffsets = "send offsets", commit, abort
  }

  public enum Kind: Sendable, Hashable {
    /// The deadline passed while the step could still be repeated: the same call may be made again.
    case retriable
    /// Abort the transaction, rewind the consumer to its committed offsets, begin anew.
    case abortable
    /// Another producer with the same transactional id has taken over: stop.
    case fenced
    /// The producer is of no use any more: close it, make a new one, read the committed offsets.
    case fatal
  }

  /// What is known of the transaction's end.
  public enum Outcome: Sendable, Hashable {
    /// It is not committed and will not be.
    case notCommitted
    /// It may be committed: only the group's committed offsets, read after a new producer with the same transactional
    /// id is initialised, tell.
    case unknown
  }

  public var kind: Kind
  public var outcome: Outcome
  public var step: Step
  public var error: KafkaError
  /// How often the step was tried.
  public var attempts: Int

  public init(_ kind: Kind, outcome: Outcome, step: Step, error: KafkaError, attempts: Int = 1) {
    self.kind = kind
    self.outcome = outcome
    self.step = step
    self.error = error
    self.attempts = attempts
  }

  public var description: String {
    let what =
      switch kind {
      case .retriable: "may be tried again"
      case .abortable: "the transaction must be aborted"
      case .fenced: "another producer has taken over"
      case .fatal: "the producer must be made anew"
      }
    return "\(error); \(what)\(outcome == .unknown ? "; whether it is committed is not known" : "")"
  }
}
