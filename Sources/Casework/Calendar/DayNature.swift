/// Why a day is, or is not, a working day.
public enum DayNature: Sendable, Hashable {
  /// Monday to Friday.
  case workday
  /// A day of a weekend that is worked for a holiday (调休上班).
  case makeupWorkday(String)
  case weekend
  /// A day of a break, with the break's name.
  case holiday(String)
  /// A weekday of a break that is free because a weekend is worked (调休放假).
  case restInLieu(String)

  public var isWorked: Bool {
    switch self {
    case .workday, .makeupWorkday: true
    case .weekend, .holiday, .restInLieu: false
    }
  }

  /// A stable short name for machines.
  public var code: String {
    switch self {
    case .workday: "workday"
    case .makeupWorkday: "makeup_workday"
    case .weekend: "weekend"
    case .holiday: "holiday"
    case .restInLieu: "rest_in_lieu"
    }
  }

  public var wording: Bilingual {
    switch self {
    case .workday: Bilingual("工作日", "working day")
    case .makeupWorkday(let name): Bilingual("\(name)调休上班", "make-up workday for \(name)")
    case .weekend: Bilingual("周末", "weekend")
    case .holiday(let name): Bilingual("\(name)放假", "holiday: \(name)")
    case .restInLieu(let name): Bilingual("\(name)调休放假", "day off in lieu: \(name)")
    }
  }
}
