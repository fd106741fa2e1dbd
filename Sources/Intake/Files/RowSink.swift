import Casebook
public import Casework
public import Messages

/// What became of a row that could be read.
public enum RowOutcome: Sendable, Hashable {
  /// Taken in, or handed on to where it will be; with what is wrong in it without being a reason to turn it away.
  case taken(findings: [Finding])
  case repeated
  /// Another submission is registered under the row's key.
  case conflict(RegistrationNumber)
  /// It cannot go where the file goes.
  case refused(RejectedRow.Reason)
}

/// Where the rows of a file go.
public protocol RowSink: Sendable {
  /// - Returns: what became of each, in the order given.
  func take(_ submissions: [Submission]) async throws -> [RowOutcome]
}

extension SubmissionSink {
  public func take(_ submissions: [Submission]) async throws -> [RowOutcome] {
    try await accept(submissions).map { receipt in
      switch receipt.acceptance {
      case .accepted: .taken(findings: receipt.findings)
      case .repeated: .repeated
      case .conflict(let number): .conflict(number)
      }
    }
  }
}
