public import Casebook
import Casework
public import Messages
import Metrics
public import Routing

/// The desk at which submissions are registered: screens for accusations and seals them, stores, acknowledges.
///
/// Acknowledged means on disk. What was accepted lies in the outbox, so the log may be away meanwhile.
public struct IntakeDesk: SubmissionSink {
  let casebook: Casebook
  let sealer: AccusationSealer
  let digest: ContentDigest
  let queryCodes: QueryCodes
  let onCommit: @Sendable () -> Void
  private let accepted = Counter(label: "fenliu_intake_submissions_total", dimensions: [("result", "accepted")])
  private let repeated = Counter(label: "fenliu_intake_submissions_total", dimensions: [("result", "repeated")])
  private let conflicting = Counter(label: "fenliu_intake_submissions_total", dimensions: [("result", "conflict")])

  /// - Parameter onCommit: called after submissions were stored, so that the relay need not look for them.
  public init(
    casebook: Casebook, sealer: AccusationSealer, digest: ContentDigest, queryCodes: QueryCodes,
    onCommit: @escaping @Sendable () -> Void
  ) {
    self.casebook = casebook
    self.sealer = sealer
    self.digest = digest
    self.queryCodes = queryCodes
    self.onCommit = onCommit
  }

  public func accept(_ submissions: [Submission]) async throws -> [Receipt] {
    let acceptances = try await casebook.accept(try submissions.map(registrable))
    onCommit()
    count(acceptances)
    return zip(submissions, acceptances).map { submission, acceptance in
      Receipt(acceptance: acceptance, queryCode: code(for: acceptance), findings: submission.findings)
    }
  }

  private func registrable(_ submission: Submission) throws -> Registrable {
    let contentDigest = digest.digest(of: submission)
    let sealed = try sealer.seal(submission, contentDigest: contentDigest)
    return Registrable(sealed, contentDigest: contentDigest, body: SubmissionCodec.encode(sealed))
  }

  private func code(for acceptance: Acceptance) -> String {
    switch acceptance {
    case .accepted(let number), .repeated(let number): queryCodes.code(for: number)
    case .conflict: ""
    }
  }

  private func count(_ acceptances: [Acceptance]) {
    var (new, old, other) = (0, 0, 0)
    for acceptance in acceptances {
      switch acceptance {
      case .accepted: new += 1
      case .repeated: old += 1
      case .conflict: other += 1
      }
    }
    accepted.increment(by: new)
    repeated.increment(by: old)
    conflicting.increment(by: other)
  }
}
