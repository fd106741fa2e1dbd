/// One allowed step of a procedure.
public struct Transition: Sendable, Hashable {
  public var event: String
  public var title: Bilingual
  /// Any of these states.
  public var from: [String]
  public var to: String
  /// What must hold, in the law's words; `nil` when nothing is asked.
  public var guardText: Bilingual?
  /// What goes with the step, in the law's words.
  public var effects: Bilingual?
  /// The role that may take the step, for instance `hotline_agent`; see ``ProcedureRole``.
  public var actor: String
  /// The article of law with the law's short name, or `design` for a choice of ours.
  public var basis: String
  /// How that basis was read.
  public var verified: Verification
  /// The data that the step cannot do without.
  public var requires: [RequiredDatum]
  /// Data that the step settles by itself: name and value.
  public var settles: [String: String]
  /// Periods that the step starts and ends, by their identifiers.
  public var starts: [String]
  public var ends: [String]

  public init(
    event: String, title: Bilingual, from: [String], to: String, guardText: Bilingual? = nil,
    effects: Bilingual? = nil, actor: String, basis: String, verified: Verification = .design,
    requires: [RequiredDatum] = [], settles: [String: String] = [:], starts: [String] = [], ends: [String] = []
  ) {
    self.event = event
    self.title = title
    self.from = from
    self.to = to
    self.guardText = guardText
    self.effects = effects
    self.actor = actor
    self.basis = basis
    self.verified = verified
    self.requires = requires
    self.settles = settles
    self.starts = starts
    self.ends = ends
  }
}

/// How well a legal basis is known.
public enum Verification: String, Sendable, Hashable, CaseIterable {
  /// Read in the text of the law.
  case primary
  /// Read in the text of another place's rule, which binds only there.
  case model
  /// Read in a report about the rule.
  case secondary
  /// Read in a text that has been replaced since.
  case superseded
  /// No legal source: a choice of ours.
  case design
}

/// Somebody who may take steps.
public struct ProcedureRole: Sendable, Hashable {
  public var id: String
  public var title: Bilingual

  public init(id: String, title: Bilingual) {
    self.id = id
    self.title = title
  }
}
