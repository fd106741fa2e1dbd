/// Where a period's value was read.
public enum SourceLevel: String, Sendable, Hashable, CaseIterable {
  /// The law's text in a public law repository.
  case primary
  case primaryTextOnALawSite = "primary_text_on_a_law_site"
  case officialStatementOnAMirror = "official_statement_on_a_mirror"
  case secondary
  /// Nobody read it: a default of the configuration.
  case unverified
}

/// Whether a rule holds, as far as could be found.
public enum RuleCurrency: String, Sendable, Hashable, CaseIterable {
  case yes
  case uncertain
  /// Replaced; ``InForce/to`` is its last day.
  case superseded
  /// The rule of another place, taken as a model.
  case notBindingHere = "not_binding_here"
}

/// The days on which a version of a rule is in force; an end that is not known is open.
public struct InForce: Sendable, Hashable {
  public var from: LocalDate?
  /// The last day.
  public var to: LocalDate?
  /// The version also governs periods whose starting event lies before ``from``: a case that comes in today is held
  /// against today's law, however old the act is.
  public var reachesBack: Bool

  public init(from: LocalDate? = nil, to: LocalDate? = nil, reachesBack: Bool = false) {
    self.from = from
    self.to = to
    self.reachesBack = reachesBack
  }

  public func contains(_ date: LocalDate) -> Bool {
    if let from, date < from, !reachesBack { return false }
    if let to, date > to { return false }
    return true
  }
}
