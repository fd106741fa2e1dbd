/// A period that a law or an office rule sets, in one version of it.
public struct DeadlineRule: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case authorityDuty = "authority_duty"
    case citizenRight = "citizen_right"
    case partyDuty = "party_duty"
    case retentionMinimum = "retention_minimum"
  }

  public enum Direction: String, Sendable, Hashable, CaseIterable {
    case forward
    /// Counted back from the starting event, such as a hearing.
    case backward
  }

  /// What becomes of a last day that is a day off.
  public enum RollOver: String, Sendable, Hashable, CaseIterable {
    case nextWorkingDay = "next_working_day"
    case never = "none"
    /// A period of working days never ends on a day off.
    case notApplicable = "not_applicable"
  }

  /// Whom the period is about.
  public struct Scope: Sendable, Hashable {
    public var procedure: String
    public var stage: String
    public var who: String

    public init(procedure: String, stage: String, who: String) {
      self.procedure = procedure
      self.stage = stage
      self.who = who
    }
  }

  /// For instance `ar.review`.
  public var id: String
  public var title: Bilingual
  public var scope: Scope
  public var kind: Kind
  public var length: Int
  public var unit: DeadlineUnit
  public var direction: Direction
  /// The event from which it runs: `application_received`.
  public var startsOn: String
  public var startTitle: Bilingual
  public var expiry: ExpiryEffect
  /// `nil`: it cannot be extended.
  public var extendable: ExtensionAllowance?
  /// What stops it: names of groups of grounds, see ``SuspensionGround``. Empty: nothing.
  public var suspendsOn: [String]
  /// Time that is not counted: names of groups of grounds. Empty: none.
  public var excludedTime: [String]
  /// Events of the correction of an application that stop the clock until the next one (行政复议法第31条).
  public var pausesOn: [String]
  /// Events from which it runs anew.
  public var restartsOn: [String]
  public var rollOver: RollOver
  /// Law and article.
  public var basis: String
  /// Whether the value was read in the source that ``level`` names.
  public var isVerified: Bool
  public var level: SourceLevel
  public var currency: RuleCurrency
  public var inForce: InForce
  public var note: String?

  public init(
    id: String, title: Bilingual, scope: Scope, kind: Kind, length: Int, unit: DeadlineUnit,
    direction: Direction = .forward, startsOn: String, startTitle: Bilingual, expiry: ExpiryEffect,
    extendable: ExtensionAllowance? = nil, suspendsOn: [String] = [], excludedTime: [String] = [],
    pausesOn: [String] = [], restartsOn: [String] = [], rollOver: RollOver, basis: String, isVerified: Bool,
    level: SourceLevel, currency: RuleCurrency, inForce: InForce, note: String? = nil
  ) {
    self.id = id
    self.title = title
    self.scope = scope
    self.kind = kind
    self.length = length
    self.unit = unit
    self.direction = direction
    self.startsOn = startsOn
    self.startTitle = startTitle
    self.expiry = expiry
    self.extendable = extendable
    self.suspendsOn = suspendsOn
    self.excludedTime = excludedTime
    self.pausesOn = pausesOn
    self.restartsOn = restartsOn
    self.rollOver = rollOver
    self.basis = basis
    self.isVerified = isVerified
    self.level = level
    self.currency = currency
    self.inForce = inForce
    self.note = note
  }

  /// `60日`, `5个工作日`; `5 working days`.
  public var lengthWording: Bilingual {
    if unit == .hours, length == 0 { return Bilingual("立即", "at once") }
    return Bilingual("\(length)\(unit.title.zh)", "\(length) \(unit.title.en)")
  }
}
