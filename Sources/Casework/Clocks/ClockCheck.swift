/// Holds a ledger against its rule.
struct ClockCheck {
  let rule: DeadlineRule
  let calendar: WorkingCalendar
  /// What happens after this day has not happened yet; `nil` where nobody asks.
  let today: LocalDate?

  private static let years = 1900...2300
  private static let longestExtension = 36_600

  init(rule: DeadlineRule, calendar: WorkingCalendar, asOf moment: ClockMoment?) {
    self.rule = rule
    self.calendar = calendar
    today = moment?.date
  }

  func check(_ ledger: ClockLedger) throws(ClockRefusal) {
    let start = ledger.start.at.date
    try inRange(start)
    if rule.direction == .forward { try notInTheFuture(start, Bilingual("起算日", "the start")) }
    if !ledger.corrections.isEmpty { try corrections(ledger, start) }
    for suspension in ledger.suspensions {
      if rule.suspendsOn.isEmpty { throw refusal(.notSuspendable, "本期限不因中止而停止计算", "nothing suspends this period") }
      try interval(suspension, start, Bilingual("中止", "the suspension"))
    }
    for exclusion in ledger.exclusions {
      if rule.excludedTime.isEmpty {
        throw refusal(.nothingExcluded, "本期限没有不计入的时间", "no time is left out of this period")
      }
      try interval(exclusion, start, Bilingual("不计入的时间", "the excluded time"))
    }
    if !ledger.extensions.isEmpty { try extensions(ledger, start) }
    for filing in ledger.filings { try self.filing(filing, start) }
    if let stop = ledger.stop { try event(stop.at.date, start, Bilingual("终结事件", "the answer")) }
  }

  // MARK: Parts of the ledger

  private func interval(_ interval: ClockInterval, _ start: LocalDate, _ what: Bilingual) throws(ClockRefusal) {
    try event(interval.from.date, start, what)
    guard let to = interval.to?.date else { return }
    try inRange(to)
    if to < interval.from.date {
      throw refusal(
        .endsBeforeItBegins, "\(what.zh)的结束日 \(to) 早于开始日 \(interval.from.date)",
        "\(what.en) ends on \(to), before it begins on \(interval.from.date)")
    }
  }

  private func filing(_ filing: ClockFiling, _ start: LocalDate) throws(ClockRefusal) {
    try event(filing.decisive.date, start, Bilingual("递交日", "the filing"))
    guard case .post(let posted, let received?) = filing.way else { return }
    if received.date < posted.date {
      throw refusal(
        .postedAfterReceipt, "收到日 \(received.date) 早于交邮日 \(posted.date)",
        "received on \(received.date), before it was posted on \(posted.date)")
    }
    try notInTheFuture(received.date, Bilingual("收到日", "the receipt"))
  }

  private func extensions(_ ledger: ClockLedger, _ start: LocalDate) throws(ClockRefusal) {
    guard let allowance = rule.extendable else {
      throw refusal(.notExtendable, "本期限不得延长", "this period cannot be extended")
    }
    var granted = ledger
    granted.extensions = []
    var added = 0
    for extra in ledger.extensions.sorted(by: { $0.grantedOn.date < $1.grantedOn.date }) {
      try self.extra(extra, allowance, start)
      added += extra.length
      if let most = allowance.most, added > most {
        let unit = (allowance.unit ?? rule.unit).title
        throw refusal(
          .beyondCap, "延长合计 \(added)\(unit.zh)，最多 \(most)\(unit.zh)",
          "extended by \(added) \(unit.en) in all, at most \(most) are allowed")
      }
      if let times = allowance.times, granted.extensions.count >= times {
        throw refusal(.extendedTooOften, "只能延长 \(times) 次", "it can be extended \(times) time(s) only")
      }
      if let due = DayReckoning(rule: rule, calendar: calendar, ledger: granted).due,
        rule.unit != .hours, extra.grantedOn.date.daysSinceEpoch > due
      {
        let last = LocalDate(daysSinceEpoch: due)
        throw refusal(
          .expired, "期限已于 \(last) 届满，\(extra.grantedOn.date) 不能再延长",
          "the period ran out on \(last) and cannot be extended on \(extra.grantedOn.date)")
      }
      granted.extensions.append(extra)
    }
  }

  private func extra(_ extra: ClockExtension, _ allowance: ExtensionAllowance, _ start: LocalDate)
    throws(ClockRefusal)
  {
    try event(extra.grantedOn.date, start, Bilingual("批准延长日", "the extension"))
    guard (1...Self.longestExtension).contains(extra.length) else {
      throw refusal(.badLength, "延长 \(extra.length) 不是可用的长度", "\(extra.length) is no length for an extension")
    }
    let isRight = allowance.unit.map { $0 == extra.unit } ?? ((extra.unit == .hours) == (rule.unit == .hours))
    if !isRight {
      let unit = (allowance.unit ?? rule.unit).title
      throw refusal(
        .wrongUnit, "延长应以“\(unit.zh)”计，不能以“\(extra.unit.title.zh)”计",
        "an extension is counted in \(unit.en) here, not in \(extra.unit.title.en)")
    }
  }

  /// The corrections are the notice, its receipt and the supplement, in this order and each once (行政复议法第31条).
  private func corrections(_ ledger: ClockLedger, _ start: LocalDate) throws(ClockRefusal) {
    if rule.restartsOn.isEmpty {
      throw refusal(.unknownCorrection, "本期限不因补正重新计算", "a supplement does not restart this period")
    }
    var dates: [CorrectionEvent: LocalDate] = [:]
    for correction in ledger.corrections {
      guard let event = CorrectionEvent(rawValue: correction.event) else {
        throw refusal(
          .unknownCorrection, "未知的补正事件“\(correction.event)”", "unknown event of a correction \"\(correction.event)\"")
      }
      try self.event(correction.at.date, start, Bilingual("补正事件", "the correction"))
      if dates.updateValue(correction.at.date, forKey: event) != nil {
        throw refusal(.correctionTwice, "补正只能一次性告知：\(event.rawValue) 重复", "\(event.rawValue) stands twice")
      }
    }
    let inOrder = CorrectionEvent.allCases.compactMap { dates[$0] }
    for (earlier, later) in zip(inOrder, inOrder.dropFirst()) where later < earlier {
      throw refusal(
        .correctionOutOfOrder, "补正事件的日期次序不对：\(later) 早于 \(earlier)",
        "the correction's events are out of order: \(later) is before \(earlier)")
    }
    // Where no notice was recorded, the supplement itself shows that one was given by then.
    let asked = dates[.noticeSent] ?? (dates[.noticeReceived] == nil ? dates[.supplementReceived] : nil)
    guard let asked, !rule.pausesOn.isEmpty else { return }
    var before = ledger
    before.corrections = []
    before.extensions = []
    guard let due = DayReckoning(rule: rule, calendar: calendar, ledger: before).due, asked.daysSinceEpoch > due
    else { return }
    throw refusal(
      .expired, "审查期限已于 \(LocalDate(daysSinceEpoch: due)) 届满，\(asked) 不能再补正",
      "the review ended on \(LocalDate(daysSinceEpoch: due)); nothing can be supplemented on \(asked)")
  }

  // MARK: Dates

  private func event(_ date: LocalDate, _ start: LocalDate, _ what: Bilingual) throws(ClockRefusal) {
    try inRange(date)
    if rule.direction == .forward, date < start {
      throw refusal(
        .beforeStart, "\(what.zh) \(date) 早于起算日 \(start)", "\(what.en) on \(date) is before the start on \(start)")
    }
    try notInTheFuture(date, what)
  }

  private func notInTheFuture(_ date: LocalDate, _ what: Bilingual) throws(ClockRefusal) {
    guard let today, date > today else { return }
    throw refusal(.inTheFuture, "\(what.zh) \(date) 在 \(today) 之后", "\(what.en) on \(date) is after \(today)")
  }

  private func inRange(_ date: LocalDate) throws(ClockRefusal) {
    guard !Self.years.contains(date.year) else { return }
    throw refusal(
      .outOfRange, "\(date) 不在 \(Self.years.lowerBound) 至 \(Self.years.upperBound) 年之间",
      "\(date) is not in the years \(Self.years.lowerBound) to \(Self.years.upperBound)")
  }

  private func refusal(_ reason: ClockRefusal.Reason, _ zh: String, _ en: String) -> ClockRefusal {
    ClockRefusal(reason, rule, zh, en)
  }
}
