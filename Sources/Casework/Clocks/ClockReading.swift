/// What follows from a clock's ledger: derived, never stored as truth.
public struct ClockReading: Sendable, Hashable {
  /// The last day before roll-over, for a clock in hours the instant; `nil` while the clock stands still without a known end.
  public var rawLastDay: ClockMoment?
  /// The last day after roll-over; it ends at 24:00 in Shanghai.
  public var due: ClockMoment?
  /// The last day was a day off, or suspended, and moved.
  public var rolledOver: Bool
  /// A day was looked up for which no notice of holidays is published: the date can still change.
  public var provisional: Bool
  /// The legal fiction that silence brings, and its day.
  public var deemed: Deemed?
  /// At the instant that was asked about; `nil` where none was.
  public var progress: Progress?
  /// For each filing of the ledger, whether it is in time.
  public var filingsInTime: [Bool]

  public struct Deemed: Sendable, Hashable {
    /// `deemed_accepted`
    public var what: String
    public var on: LocalDate
    public var manner: ExpiryEffect.Manner

    public init(what: String, on: LocalDate, manner: ExpiryEffect.Manner) {
      self.what = what
      self.on = on
      self.manner = manner
    }
  }

  public struct Progress: Sendable, Hashable {
    /// Counted so far, in the rule's unit; the day or hour under way included; calendar days for a rule in months.
    public var run: Int
    /// Still to count before the period is used up; 0 on the days by which it was rolled over, negative when overdue.
    public var left: Int
    public var state: ClockState

    public init(run: Int, left: Int, state: ClockState) {
      self.run = run
      self.left = left
      self.state = state
    }
  }

  public init(
    rawLastDay: ClockMoment?, due: ClockMoment?, rolledOver: Bool, provisional: Bool, deemed: Deemed? = nil,
    progress: Progress? = nil, filingsInTime: [Bool] = []
  ) {
    self.rawLastDay = rawLastDay
    self.due = due
    self.rolledOver = rolledOver
    self.provisional = provisional
    self.deemed = deemed
    self.progress = progress
    self.filingsInTime = filingsInTime
  }

  /// The instant from which the clock has run out: 24:00 of the last day; `nil` while there is no last day.
  public var expiresAt: Int64? {
    switch due {
    case .day(let date): date.adding(days: 1).start()
    case .instant(let instant): instant
    case nil: nil
    }
  }
}

/// How a clock stands at a moment.
public enum ClockState: String, Sendable, Hashable, CaseIterable {
  case running
  /// 中止, or time that is not counted.
  case suspended
  /// Waiting for the applicant's supplement (补正).
  case waiting
  /// The last day is over and nothing answered it.
  case expired
  /// Answered on or before the last day.
  case answered
  /// Answered after the last day.
  case answeredLate = "answered_late"
}
