/// When something happened: a day, or an instant where it is known.
public enum ClockMoment: Sendable, Hashable {
  case day(LocalDate)
  /// Milliseconds since 1970-01-01 UTC.
  case instant(Int64)

  /// `2026-11-23`, or a date-time of RFC 3339 with its offset.
  public init?(_ text: String) {
    if let date = LocalDate(text) {
      self = .day(date)
    } else if let instant = Timestamp.parse(text) {
      self = .instant(instant)
    } else {
      return nil
    }
  }

  /// The day in Shanghai, whatever the machine's time zone.
  public var date: LocalDate {
    switch self {
    case .day(let date): date
    case .instant(let instant): LocalDate(instant: instant)
    }
  }

  /// The instant; of a day, its beginning in Shanghai.
  public var beginning: Int64 {
    switch self {
    case .day(let date): date.start()
    case .instant(let instant): instant
    }
  }
}

extension ClockMoment: CustomStringConvertible {
  /// As ``init(_:)`` reads it.
  public var description: String {
    switch self {
    case .day(let date): date.description
    case .instant(let instant): Timestamp.format(instant)
    }
  }
}
