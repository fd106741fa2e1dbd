import Casework
public import Messages

/// Gives submissions a business key where their system has no ids: a digest of what they say, and how many equal ones
/// came before in the same file.
public struct SubmissionKeys: Sendable {
  private let digest: ContentDigest

  public init(_ digest: ContentDigest) {
    self.digest = digest
  }

  /// The submission with a key of its own; `ordinal` from 1.
  public func keyed(_ read: ReadSubmission, ordinal: (String) -> Int = { _ in 1 }) -> Submission {
    var submission = read.submission
    guard !read.hasExternalID else { return submission }
    let row = digest.row(of: read)
    submission.key.externalID = ContentDigest.externalID(row: row, ordinal: ordinal(row))
    return submission
  }
}
