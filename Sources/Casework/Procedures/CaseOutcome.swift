/// How a case ended: the terminal state's outcome and, where the procedure has it, what kind.
public struct CaseOutcome: Sendable, Hashable {
  /// For instance `decided`.
  public var code: String
  public var title: Bilingual
  /// For instance `annul`; a text where the datum is no choice.
  public var detail: String?
  public var detailTitle: Bilingual?

  public init(code: String, title: Bilingual, detail: String? = nil, detailTitle: Bilingual? = nil) {
    self.code = code
    self.title = title
    self.detail = detail
    self.detailTitle = detailTitle
  }
}

extension Procedure {
  /// The outcome of a case in a state; `nil` in a state that does not end it.
  ///
  /// - Parameter data: what the case's steps were told and settled so far, the newest value of each name.
  public func outcome(in state: String, data: [String: String]) -> CaseOutcome? {
    guard let outcome = self.state(state)?.outcome else { return nil }
    guard let name = outcome.detail, let value = data[name] else {
      return CaseOutcome(code: outcome.code, title: outcome.title)
    }
    let title = datum(name)?.value(value)?.title ?? Bilingual(value, value)
    return CaseOutcome(code: outcome.code, title: outcome.title, detail: value, detailTitle: title)
  }
}
