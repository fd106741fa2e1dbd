/// What follows when a period runs out.
public struct ExpiryEffect: Sendable, Hashable {
  public enum Nature: String, Sendable, Hashable, CaseIterable {
    /// A legal fiction (视为): silence counts as an act or a result.
    case deemed
    /// A right or a possibility is gone.
    case rightLost = "right_lost"
    /// Somebody else may now act.
    case rightOpens = "right_opens"
    /// A duty is broken, or overdue: alert, supervision.
    case overdue
    /// The proceeding ends, or is to be ended.
    case ends
    /// The proceeding takes its next step.
    case goesOn = "goes_on"
    /// A duty to keep is over.
    case released
    /// Nothing that this system acts on.
    case nothing = "none"
  }

  /// How it comes into the books.
  public enum Manner: String, Sendable, Hashable, CaseIterable {
    /// By itself, once the last day is over.
    case recorded
    /// As a proposal that an officer confirms: the law asks whether there was cause.
    case proposed
  }

  /// A stable short name: `deemed_accepted`, `right_to_sue_lost`.
  public var code: String
  public var nature: Nature
  public var manner: Manner
  public var wording: Bilingual

  public init(code: String, nature: Nature, manner: Manner = .recorded, wording: Bilingual) {
    self.code = code
    self.nature = nature
    self.manner = manner
    self.wording = wording
  }

  /// The legal fiction that silence brings, if it brings one.
  public var deemed: String? { nature == .deemed ? code : nil }
}
