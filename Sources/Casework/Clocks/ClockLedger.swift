/// What is known of a clock: facts only. The last day, the days used and left are derived from it, see ``ClockReckoner``.
public struct ClockLedger: Sendable, Hashable {
  /// The rule's identifier: `ar.review`.
  public var rule: String
  public var start: ClockEvent
  /// 中止
  public var suspensions: [ClockInterval]
  /// Time that is not counted (不计入期限的时间).
  public var exclusions: [ClockInterval]
  public var extensions: [ClockExtension]
  /// The events of the correction of an application (补正), by which the clock waits and runs anew.
  public var corrections: [ClockEvent]
  public var filings: [ClockFiling]
  /// What answered the clock; `nil` while it runs.
  public var stop: ClockEvent?

  public init(
    rule: String, start: ClockEvent, suspensions: [ClockInterval] = [], exclusions: [ClockInterval] = [],
    extensions: [ClockExtension] = [], corrections: [ClockEvent] = [], filings: [ClockFiling] = [],
    stop: ClockEvent? = nil
  ) {
    self.rule = rule
    self.start = start
    self.suspensions = suspensions
    self.exclusions = exclusions
    self.extensions = extensions
    self.corrections = corrections
    self.filings = filings
    self.stop = stop
  }
}

/// Something that happened to a clock.
public struct ClockEvent: Sendable, Hashable {
  /// `application_received`, `supplement_notice_sent`
  public var event: String
  public var at: ClockMoment

  public init(_ event: String, at: ClockMoment) {
    self.event = event
    self.at = at
  }
}

/// Days on which a clock stands still; the first and the last included.
public struct ClockInterval: Sendable, Hashable {
  public var from: ClockMoment
  /// `nil` while it lasts.
  public var to: ClockMoment?
  /// The ground's code, see ``SuspensionGround``.
  public var ground: String

  public init(from: ClockMoment, to: ClockMoment?, ground: String) {
    self.from = from
    self.to = to
    self.ground = ground
  }
}

/// Time added to a period.
public struct ClockExtension: Sendable, Hashable {
  public var length: Int
  public var unit: DeadlineUnit
  public var grantedOn: ClockMoment
  /// Who approved it.
  public var approver: String

  public init(length: Int, unit: DeadlineUnit, grantedOn: ClockMoment, approver: String) {
    self.length = length
    self.unit = unit
    self.grantedOn = grantedOn
    self.approver = approver
  }
}

/// A document handed in while the clock ran, or after it.
public struct ClockFiling: Sendable, Hashable {
  public enum Way: Sendable, Hashable {
    /// Time in the post does not count: the postmark decides (民事诉讼法第85条第4款).
    case post(posted: ClockMoment, received: ClockMoment?)
    /// By the internet, in person, …; the moment of arrival decides, to 24:00 of the last day.
    case direct(ClockMoment)
  }

  public var way: Way

  public init(_ way: Way) {
    self.way = way
  }

  /// What decides whether it is in time.
  public var decisive: ClockMoment {
    switch way {
    case .post(let posted, _): posted
    case .direct(let at): at
    }
  }
}

/// The events of the correction of an application for reconsideration.
public enum CorrectionEvent: String, Sendable, Hashable, CaseIterable {
  case noticeSent = "supplement_notice_sent"
  case noticeReceived = "supplement_notice_received"
  case supplementReceived = "supplement_received"
}
