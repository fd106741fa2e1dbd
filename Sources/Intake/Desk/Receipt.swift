public import Casebook
public import Messages

/// What the producer of a submission is told.
public struct Receipt: Sendable, Hashable {
  public var acceptance: Acceptance
  /// With the number, lets a citizen ask after the matter; empty in a conflict, whose number is somebody else's.
  public var queryCode: String
  /// What is wrong with the submission without being a reason to turn it away.
  public var findings: [Finding]

  public init(acceptance: Acceptance, queryCode: String, findings: [Finding]) {
    self.acceptance = acceptance
    self.queryCode = queryCode
    self.findings = findings
  }
}

/// Where validated submissions go: the desk in this process, or the one of the process that owns the data.
public protocol SubmissionSink: RowSink {
  /// Registers submissions; when it returns, every accepted one is on disk.
  ///
  /// - Returns: a receipt for each, in the order given.
  func accept(_ submissions: [Submission]) async throws -> [Receipt]
}
