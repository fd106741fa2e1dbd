import Casework
import Messages

extension FieldCondition {
  /// Whether `submission` has what is asked for.
  func holds(for submission: Submission) -> Bool {
    for (asked, value) in answers(submission) where asked && value == nil { return false }
    return true
  }

  /// The fields that were asked for, with their values.
  func evidence(for submission: Submission) -> [Evidence] {
    answers(submission).compactMap { asked, value in
      guard asked, let value else { return nil }
      return .field(name: value.name, value: value.value)
    }
  }

  private typealias Answer = (asked: Bool, found: (name: String, value: String)?)

  private func answers(_ submission: Submission) -> [Answer] {
    var answers: [Answer] = []
    if let kinds = self.submission {
      let kind = submission.kind
      answers.append((true, kinds.contains(kind) ? ("kind", kind.rawValue) : nil))
    }
    if let matter {
      let noted = submission.hotline?.matter
      answers.append((true, noted.flatMap { matter.contains($0) ? ("matter", $0.rawValue) : nil }))
    }
    if let against {
      let accused = submission.hotline?.against.first { against.contains($0.kind) }
      answers.append((true, accused.map { ("against.kind", $0.kind.rawValue) }))
    }
    if let requestedBy {
      let by = submission.mediation?.requestedBy
      answers.append((true, by.flatMap { requestedBy.contains($0) ? ("requested_by", $0.rawValue) : nil }))
    }
    func flag(_ asked: Bool?, _ name: String, _ isSo: Bool) {
      if let asked { answers.append((true, asked == isSo ? (name, isSo ? "true" : "false") : nil)) }
    }
    flag(documentNumber, "act.document_number", submission.reconsideration?.act.documentNumber?.isEmpty == false)
    flag(previousNumber, "previous_number", submission.previousNumber?.isEmpty == false)
    flag(sealed, "sealed", !submission.sealed.isEmpty)
    return answers
  }
}

extension Submission {
  fileprivate var hotline: HotlineDetails? { if case .hotline(let details) = details { details } else { nil } }
  fileprivate var mediation: MediationDetails? { if case .mediation(let details) = details { details } else { nil } }
  fileprivate var reconsideration: ReconsiderationDetails? {
    if case .reconsideration(let details) = details { details } else { nil }
  }
}
