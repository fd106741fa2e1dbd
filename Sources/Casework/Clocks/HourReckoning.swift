/// The reckoning of a clock in hours: it runs from an instant to an instant, day and night.
struct HourReckoning {
  let rule: DeadlineRule
  let ledger: ClockLedger

  private static let hour: Int64 = 3_600_000

  private var start: Int64 { ledger.start.at.beginning }

  private var due: Int64 {
    let hours = ledger.extensions.reduce(rule.length) { $0 + ($1.unit == .hours ? $1.length : 0) }
    return start + (rule.direction == .forward ? Int64(hours) : -Int64(hours)) * Self.hour
  }

  func reading(at moment: ClockMoment?) -> ClockReading {
    let due = self.due
    return ClockReading(
      rawLastDay: .instant(due), due: .instant(due), rolledOver: false, provisional: false,
      deemed: rule.expiry.deemed.map {
        ClockReading.Deemed(what: $0, on: LocalDate(instant: due), manner: rule.expiry.manner)
      },
      progress: moment.map { progress($0, due) }, filingsInTime: ledger.filings.map { $0.decisive.beginning <= due })
  }

  private func progress(_ moment: ClockMoment, _ due: Int64) -> ClockReading.Progress {
    var now = end(moment)
    let stop = ledger.stop?.at.beginning
    if let stop { now = min(now, stop) }
    let state: ClockState =
      if stop == now { now <= due ? .answered : .answeredLate } else { now > due ? .expired : .running }
    let run = Self.hours(now - start)
    return ClockReading.Progress(run: run, left: Int((due - start) / Self.hour) - run, state: state)
  }

  /// A day means its end.
  private func end(_ moment: ClockMoment) -> Int64 {
    switch moment {
    case .day(let date): date.adding(days: 1).start()
    case .instant(let instant): instant
    }
  }

  /// Hours, the one under way included as the day under way is with days: the first moment past the end is overdue.
  private static func hours(_ milliseconds: Int64) -> Int {
    let rest = (milliseconds % hour + hour) % hour
    return Int((milliseconds - rest) / hour) + (rest > 0 ? 1 : 0)
  }
}
