/// Walks through a period part by part, over the days on which the clock stands still.
struct PeriodRun {
  let calendar: WorkingCalendar
  let stills: [StandStill]
  let direction: DeadlineRule.Direction
  /// The last day of what was passed so far; `nil` once the clock stands still without a known end.
  private(set) var day: Int?
  /// A day was looked up whose notice is not published.
  private(set) var looksPastTheNotices = false

  init(calendar: WorkingCalendar, stills: [StandStill], direction: DeadlineRule.Direction, from anchor: LocalDate) {
    self.calendar = calendar
    self.stills = stills
    self.direction = direction
    day = anchor.daysSinceEpoch
  }

  mutating func pass(_ part: PeriodParts.Part) {
    guard let from = day, part.length > 0 else { return }
    switch (part.unit, direction) {
    case (.workingDays, .forward):
      day = workingDays(part.length, after: from)
      if let day { look(from + 1, day) }
    case (.workingDays, .backward):
      let first = calendar.day(part.length, workingDaysBefore: from)
      look(first, from - 1)
      day = first
    case (.calendarDays, .forward): day = moved(from + part.length, from)
    case (.calendarDays, .backward): day = from - part.length
    case (.months, .forward):
      day = moved(LocalDate(daysSinceEpoch: from).adding(months: part.length).daysSinceEpoch, from)
    case (.months, .backward):
      day = LocalDate(daysSinceEpoch: from).adding(months: -part.length).daysSinceEpoch
    case (.hours, _): return
    }
  }

  /// The last day, moved to a working day on which the clock runs; backward to the working day before.
  mutating func rolledOver(_ raw: Int, _ rolls: Bool) -> Int? {
    guard rolls else { return raw }
    if direction == .backward {
      let day = calendar.workingDay(notAfter: raw)
      look(day, raw)
      return day
    }
    var day = raw
    while true {
      let next = calendar.workingDay(notBefore: day)
      guard let still = stills.first(where: { $0.contains(next) }) else {
        look(raw, next)
        return next
      }
      guard let to = still.to else {
        self.day = nil
        return nil
      }
      day = to + 1
    }
  }

  private mutating func look(_ first: Int, _ last: Int) {
    if first <= last, !calendar.isPublished(first...last) { looksPastTheNotices = true }
  }

  /// A last day in calendar days, moved by the days that are not counted.
  private func moved(_ last: Int, _ anchor: Int) -> Int? {
    var last = last
    for still in stills {
      let from = max(still.from, anchor + 1)
      if from > last { break }
      guard let to = still.to else { return nil }
      if to >= from { last += to - from + 1 }
    }
    return last
  }

  private func workingDays(_ length: Int, after anchor: Int) -> Int? {
    var (left, passed) = (length, anchor)
    for still in stills {
      let from = max(still.from, passed + 1)
      let before = calendar.workingDays(from: passed + 1, through: from - 1)
      if before >= left { break }
      guard let to = still.to else { return nil }
      if to < from { continue }
      left -= before
      passed = to
    }
    return calendar.day(left, workingDaysAfter: passed)
  }
}
