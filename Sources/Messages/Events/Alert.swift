public import Casework

/// Something about a clock that a person must see soon: the value of a record on `alerts`, keyed by the case number. The
/// event with the same number and sequence stands on `case-events`.
///
/// An alert about a sealed case carries nothing but number, sequence and time.
public struct Alert: Sendable, Hashable {
  public enum Level: String, Sendable, Hashable, CaseIterable {
    /// A third of the period is left, at most 20 days.
    case amber
    /// A sixth of the period is left, at most 10 days.
    case red
    /// The period is over; what the rule says of that has been recorded.
    case expired
    /// The period is over, and an officer has to say whether the step that follows is taken.
    case proposal
  }

  public static let topic = "alerts"

  public var number: String
  /// Of the event that made it known.
  public var sequence: Int
  /// Milliseconds since 1970-01-01 UTC.
  public var at: Int64
  public var isSealed: Bool
  public var level: Level
  public var procedure: String
  public var docket: Docket
  public var state: String
  /// The clock's name in its case, and its rule.
  public var clock: String
  public var rule: String
  /// The last day, or the last moment of a period in hours.
  public var due: ClockMoment?
  /// The last day can still change with a notice of holidays.
  public var isProvisional: Bool
  /// The step that was recorded or is proposed, or the note; `nil` for a warning.
  public var event: String?
  /// Law and article.
  public var basis: String
  public var text: Bilingual

  public init(
    number: String, sequence: Int, at: Int64, isSealed: Bool, level: Level, procedure: String, docket: Docket,
    state: String, clock: String, rule: String, due: ClockMoment?, isProvisional: Bool, event: String?, basis: String,
    text: Bilingual
  ) {
    self.number = number
    self.sequence = sequence
    self.at = at
    self.isSealed = isSealed
    self.level = level
    self.procedure = procedure
    self.docket = docket
    self.state = state
    self.clock = clock
    self.rule = rule
    self.due = due
    self.isProvisional = isProvisional
    self.event = event
    self.basis = basis
    self.text = text
  }

  /// What the log carries of an alert about a sealed case.
  public static func sealed(number: String, sequence: Int, at: Int64) -> Alert {
    Alert(
      number: number, sequence: sequence, at: at, isSealed: true, level: .expired, procedure: "",
      docket: .supervision, state: "", clock: "", rule: "", due: nil, isProvisional: false, event: nil, basis: "",
      text: Bilingual("", ""))
  }
}
