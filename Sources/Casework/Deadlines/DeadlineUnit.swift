/// What a period is counted in. The instrument says which: there is no switch for all (行政复议法第88条第2款 and others).
public enum DeadlineUnit: String, Sendable, Hashable, CaseIterable {
  case workingDays = "working_days"
  case calendarDays = "calendar_days"
  case hours
  case months

  public var title: Bilingual {
    switch self {
    case .workingDays: Bilingual("个工作日", "working days")
    case .calendarDays: Bilingual("日", "days")
    case .hours: Bilingual("小时", "hours")
    case .months: Bilingual("个月", "months")
    }
  }
}
