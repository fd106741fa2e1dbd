/// Which clocks a step acts on, by their rules.
public enum ClockSelection: Sendable, Hashable {
  case rules([String])
  /// Every clock of the case, except these.
  case all(except: [String])

  public static let none = ClockSelection.rules([])

  public func contains(_ rule: String) -> Bool {
    switch self {
    case .rules(let rules): rules.contains(rule)
    case .all(let exceptions): !exceptions.contains(rule)
    }
  }

  /// The rules that are written out, also as exceptions.
  public var named: [String] {
    switch self {
    case .rules(let rules): rules
    case .all(let exceptions): exceptions
    }
  }

  public var isEmpty: Bool { self == .none }
}

/// A step that suspends clocks; of those selected, the ones that run.
public struct ClockSuspensionStep: Sendable, Hashable {
  public var clocks: ClockSelection
  /// The first day that is not counted.
  public var from: DayOrigin
  /// The datum that says the ground, as the rule of the clock names it.
  public var ground: String?
  /// The ground itself, where the step can have only one.
  public var fixedGround: String?

  public init(clocks: ClockSelection, from: DayOrigin = .step, ground: String? = nil, fixedGround: String? = nil) {
    self.clocks = clocks
    self.from = from
    self.ground = ground
    self.fixedGround = fixedGround
  }
}

/// A step that lengthens a period.
public struct ClockExtensionStep: Sendable, Hashable {
  public var clocks: ClockSelection
  /// How much is added, in the unit of the rule's extension: the datum with the number, or the one with the new last day.
  public var length: Length
  /// The datum that names who approved it.
  public var approver: String

  public enum Length: Sendable, Hashable {
    case datum(String)
    case until(String)
  }

  public init(clocks: ClockSelection, length: Length, approver: String) {
    self.clocks = clocks
    self.length = length
    self.approver = approver
  }
}

/// A step that makes a period begin anew, as a supplement does in reconsideration (行政复议法第31条第3款).
public struct ClockCorrectionStep: Sendable, Hashable {
  public var clocks: ClockSelection
  public var kind: Kind
  public var on: DayOrigin

  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case supplementNoticeSent = "supplement_notice_sent"
    case supplementNoticeReceived = "supplement_notice_received"
    case supplementReceived = "supplement_received"
  }

  public init(clocks: ClockSelection, kind: Kind, on: DayOrigin = .step) {
    self.clocks = clocks
    self.kind = kind
    self.on = on
  }
}
