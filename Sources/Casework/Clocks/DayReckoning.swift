/// The reckoning of a clock in days or months: its last day, and how far it is.
///
/// Days are numbers since 1970-01-01. No loop goes by days.
struct DayReckoning {
  let rule: DeadlineRule
  let calendar: WorkingCalendar
  let ledger: ClockLedger
  /// The day after which counting begins.
  let anchor: Int
  let stills: [StandStill]
  /// The last day before roll-over; `nil` while the clock stands still without a known end.
  let raw: Int?
  /// The last day after roll-over.
  let due: Int?
  let provisional: Bool
  /// The last day of each part of the period, as far as they are known.
  private let partEnds: [(unit: DeadlineUnit, last: Int)]

  init(rule: DeadlineRule, calendar: WorkingCalendar, ledger: ClockLedger) {
    self.rule = rule
    self.calendar = calendar
    self.ledger = ledger
    let anchor = ledger.anchor(rule)
    self.anchor = anchor.daysSinceEpoch
    stills = ledger.standStills(rule)
    let period = PeriodParts(rule, ledger.extensions)
    var run = PeriodRun(calendar: calendar, stills: stills, direction: rule.direction, from: anchor)
    var ends: [(unit: DeadlineUnit, last: Int)] = []
    for part in period.parts {
      run.pass(part)
      if period.parts.count > 1, let last = run.day { ends.append((part.unit, last)) }
    }
    partEnds = ends
    let last = run.day
    due = last.flatMap { run.rolledOver($0, period.rollOver(rule)) }
    raw = due == nil ? nil : last
    provisional = due != nil && run.looksPastTheNotices
  }

  func reading(at moment: ClockMoment?) -> ClockReading {
    let due = self.due.map { LocalDate(daysSinceEpoch: $0) }
    return ClockReading(
      rawLastDay: raw.map { .day(LocalDate(daysSinceEpoch: $0)) }, due: due.map { .day($0) },
      rolledOver: raw != self.due, provisional: provisional, deemed: due.flatMap(deemed),
      progress: moment.map { progress($0.date) },
      filingsInTime: ledger.filings.map { filing in
        guard let due else { return true }
        return filing.decisive.date <= due
      })
  }

  private func deemed(_ due: LocalDate) -> ClockReading.Deemed? {
    rule.expiry.deemed.map { ClockReading.Deemed(what: $0, on: due, manner: rule.expiry.manner) }
  }

  private func progress(_ date: LocalDate) -> ClockReading.Progress {
    var day = date.daysSinceEpoch
    let stop = ledger.stop.map { $0.at.date.daysSinceEpoch }
    if let stop { day = min(day, stop) }
    let isStopped = stop != nil && stop == day && date.daysSinceEpoch >= day
    let state = state(day, isStopped: isStopped)
    if rule.direction == .backward { return backwardProgress(day, state) }
    guard let raw, let due else {
      let run = counted(after: anchor, through: day)
      let whole = PeriodParts(rule, ledger.extensions).days(from: LocalDate(daysSinceEpoch: anchor))
      return ClockReading.Progress(run: run, left: whole - run, state: state)
    }
    if day <= raw {
      return ClockReading.Progress(
        run: counted(after: anchor, through: day), left: counted(after: max(day, anchor), through: raw), state: state)
    }
    let late = day > due ? units(after: due, through: day) : 0
    return ClockReading.Progress(run: counted(after: anchor, through: raw) + late, left: -late, state: state)
  }

  /// Before a hearing: what is left until the last day for the notice, and what of the period itself has passed.
  private func backwardProgress(_ day: Int, _ state: ClockState) -> ClockReading.Progress {
    guard let due else { return ClockReading.Progress(run: 0, left: 0, state: state) }
    if day <= due {
      return ClockReading.Progress(run: 0, left: units(after: day, through: due), state: state)
    }
    let late = units(after: due, through: day)
    return ClockReading.Progress(run: late, left: -late, state: state)
  }

  private func state(_ day: Int, isStopped: Bool) -> ClockState {
    let isOver = due.map { day > $0 } ?? false
    if isStopped { return isOver ? .answeredLate : .answered }
    if isOver { return .expired }
    if let pause = ledger.pause(rule), day >= pause.at.date.daysSinceEpoch { return .waiting }
    return stills.contains { $0.contains(day) } ? .suspended : .running
  }

  /// What a day of the period is counted in: an extension may have another unit than the rule.
  func unit(on day: Int) -> DeadlineUnit {
    partEnds.first { day <= $0.last }?.unit ?? partEnds.last?.unit ?? rule.unit
  }

  /// Days that count after one day to another, in working days where the rule says so.
  func counted(after first: Int, through last: Int) -> Int {
    var count = units(after: first, through: last)
    for still in stills {
      let from = max(still.from, first + 1)
      let to = min(still.to ?? last, last)
      if from <= to { count -= units(after: from - 1, through: to) }
    }
    return count
  }

  /// The same, stand-stills or not.
  private func units(after first: Int, through last: Int) -> Int {
    rule.unit == .workingDays ? calendar.workingDays(from: first + 1, through: last) : max(0, last - first)
  }
}
