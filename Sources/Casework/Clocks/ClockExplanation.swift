/// A clock, day by day.
public struct ClockExplanation: Sendable, Hashable {
  public var rule: DeadlineRule
  public var ledger: ClockLedger
  public var reading: ClockReading
  /// From the first to the last day that matters, in the order of the calendar; empty for a clock in hours.
  public var days: [ExplainedDay]
}

/// One day of a clock.
public struct ExplainedDay: Sendable, Hashable {
  public var date: LocalDate
  public var isCounted: Bool
  /// Which day of the period it is; `nil` where it is not counted.
  public var number: Int?
  /// Why it is, or is not, counted, and what else falls on it.
  public var remarks: [DayRemark]
}

/// Something about a day of a clock.
public enum DayRemark: Sendable, Hashable {
  /// The day of the starting event (起算日): counting begins on the next.
  case startDay(Bilingual)
  /// What the day is in the calendar of working days.
  case nature(DayNature)
  /// The notice of the year's holidays is not published.
  case unpublished
  case suspended(ground: String, title: Bilingual?, basis: String?)
  case excluded(ground: String, title: Bilingual?, basis: String?)
  /// Waiting for the supplement (补正).
  case waiting
  /// Before the event from which the clock runs anew.
  case beforeRestart
  case extended(length: Int, unit: DeadlineUnit, approver: String)
  /// The last day before roll-over.
  case lastDay
  /// Between the last day and the working day to which it moved.
  case rolledOver
  /// The period ends at 24:00.
  case due
  case overdue
  case answered(String)
  /// The day that was asked about.
  case evaluated

  /// A stable short name for machines.
  public var code: String {
    switch self {
    case .startDay: "start_day"
    case .nature(let nature): nature.code
    case .unpublished: "unpublished"
    case .suspended: "suspended"
    case .excluded: "excluded"
    case .waiting: "waiting"
    case .beforeRestart: "before_restart"
    case .extended: "extended"
    case .lastDay: "last_day"
    case .rolledOver: "rolled_over"
    case .due: "due"
    case .overdue: "overdue"
    case .answered: "answered"
    case .evaluated: "evaluated"
    }
  }

  public var wording: Bilingual {
    switch self {
    case .startDay(let event):
      Bilingual("起算日（\(event.zh)），次日起算", "start (\(event.en)): counted from the next day")
    case .nature(let nature): nature.wording
    case .unpublished: Bilingual("放假安排未公布，暂定", "holidays not announced yet: provisional")
    case .suspended(let ground, let title, _):
      Self.named(Bilingual("中止", "suspended"), ground, title)
    case .excluded(let ground, let title, _):
      Self.named(Bilingual("不计入", "left out"), ground, title)
    case .waiting: Bilingual("等待补正", "waiting for the supplement")
    case .beforeRestart: Bilingual("补正前的期限不再计算", "before the supplement: not counted any more")
    case .extended(let length, let unit, let approver):
      Bilingual("批准延长 \(length)\(unit.title.zh)（\(approver)）", "extended by \(length) \(unit.title.en) (\(approver))")
    case .lastDay: Bilingual("期限最后一日", "last day of the period")
    case .rolledOver: Bilingual("末日顺延", "the last day moves on")
    case .due: Bilingual("届满，24:00 止", "the period ends at 24:00")
    case .overdue: Bilingual("超期", "overdue")
    case .answered(let event): Bilingual("已办（\(event)）", "answered (\(event))")
    case .evaluated: Bilingual("查询日", "the day asked about")
    }
  }

  private static func named(_ what: Bilingual, _ ground: String, _ title: Bilingual?) -> Bilingual {
    if title == nil, ground.isEmpty { return what }
    return Bilingual("\(what.zh)（\(title?.zh ?? ground)）", "\(what.en) (\(title?.en ?? ground))")
  }

  /// Law and article, where a text says it.
  public func basis(under rule: DeadlineRule) -> String? {
    let procedure = rule.scope.procedure
    switch self {
    case .startDay: return CountingRule.startDay.basis(in: procedure)
    case .nature(let nature):
      return nature.isWorked || rule.unit != .workingDays ? nil : CountingRule.workingDays.basis(in: procedure)
    case .suspended(_, _, let basis), .excluded(_, _, let basis): return basis ?? rule.basis
    case .waiting, .beforeRestart: return "行政复议法第31条"
    case .rolledOver: return CountingRule.rollOver.basis(in: procedure)
    case .due: return CountingRule.endOfDay.basis(in: procedure)
    case .extended: return rule.basis
    case .unpublished, .lastDay, .overdue, .answered, .evaluated: return nil
    }
  }
}
