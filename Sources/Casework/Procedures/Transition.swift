/// One allowed step of a procedure.
public struct Transition: Sendable, Hashable {
  public var event: String
  public var title: Bilingual
  /// Any of these states.
  public var from: [String]
  public var to: String
  /// What a person has to judge before taking the step, in the law's words; `nil` when nothing is asked.
  public var guardText: Bilingual?
  /// What the house checks by itself before the step is taken; all of them have to hold.
  public var guards: [Guard]
  /// What goes with the step, in the law's words.
  public var effects: Bilingual?
  /// The roles that may take the step, for instance `hotline_agent`; any of them. See ``ProcedureRole``.
  public var actors: [String]
  /// The article of law with the law's short name, or `design` for a choice of ours.
  public var basis: String
  /// How that basis was read.
  public var verified: Verification
  /// The data that have to be given with the step.
  public var requires: [RequiredDatum]
  /// Data that have to be known: given with the step, or told or settled by an earlier one.
  public var needs: [RequiredDatum]
  /// Data that may be given with the step.
  public var takes: [RequiredDatum]
  /// Data that the step settles by itself: name and value.
  public var settles: [String: String]
  /// Dates that the step settles by itself, with its own day.
  public var settlesDay: [String]
  public var starts: [ClockStart]
  /// The clocks that the step answers; of them, those that are open.
  public var stops: ClockSelection
  public var suspends: ClockSuspensionStep?
  /// The clocks that run on from the day after the step's; of them, those that are suspended.
  public var resumes: ClockSelection
  public var extends: ClockExtensionStep?
  public var corrects: ClockCorrectionStep?
  /// Links to other cases that the step makes.
  public var links: [LinkStep]
  /// The documents that go with the step, by the names of their templates.
  public var letters: [String]

  public init(
    event: String, title: Bilingual, from: [String], to: String, guardText: Bilingual? = nil, guards: [Guard] = [],
    effects: Bilingual? = nil, actors: [String], basis: String, verified: Verification = .design,
    requires: [RequiredDatum] = [], needs: [RequiredDatum] = [], takes: [RequiredDatum] = [],
    settles: [String: String] = [:], settlesDay: [String] = [], starts: [ClockStart] = [],
    stops: ClockSelection = .none, suspends: ClockSuspensionStep? = nil, resumes: ClockSelection = .none,
    extends: ClockExtensionStep? = nil, corrects: ClockCorrectionStep? = nil, links: [LinkStep] = [],
    letters: [String] = []
  ) {
    self.event = event
    self.title = title
    self.from = from
    self.to = to
    self.guardText = guardText
    self.guards = guards
    self.effects = effects
    self.actors = actors
    self.basis = basis
    self.verified = verified
    self.requires = requires
    self.needs = needs
    self.takes = takes
    self.settles = settles
    self.settlesDay = settlesDay
    self.starts = starts
    self.stops = stops
    self.suspends = suspends
    self.resumes = resumes
    self.extends = extends
    self.corrects = corrects
    self.links = links
    self.letters = letters
  }

  /// The role of steps that nobody takes: the scheduler records them.
  public static let system = "system"

  /// `true` for a step that the system records by itself and nobody else may take.
  public var isAutomatic: Bool { actors == [Self.system] }
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
