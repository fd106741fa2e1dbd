/// A ledger with what it is held against: facts are taken in one by one, and what the rule does not allow leaves the
/// ledger as it was.
public struct RunningClock: Sendable {
  public let rule: DeadlineRule
  public let calendar: WorkingCalendar
  /// The grounds on which the clock may stop, and for which time is not counted.
  public let grounds: [SuspensionGround]
  public private(set) var ledger: ClockLedger

  /// Starts a clock.
  ///
  /// - Parameter today: what is later has not happened; a backward period's event, such as a hearing, may be later.
  public init(
    starting event: ClockEvent, under rule: DeadlineRule, calendar: WorkingCalendar, grounds: [SuspensionGround] = [],
    today: LocalDate
  ) throws(ClockRefusal) {
    self.init(ClockLedger(rule: rule.id, start: event), under: rule, calendar: calendar, grounds: grounds)
    try check(ledger, today)
  }

  /// Takes up a stored ledger, which was checked when it was made.
  public init(
    _ ledger: ClockLedger, under rule: DeadlineRule, calendar: WorkingCalendar, grounds: [SuspensionGround] = []
  ) {
    self.ledger = ledger
    self.rule = rule
    self.calendar = calendar
    self.grounds = grounds
  }

  /// What follows from the ledger.
  public func reading(at moment: ClockMoment? = nil) -> ClockReading {
    ClockReckoner(rule: rule, calendar: calendar).derive(ledger, at: moment)
  }

  /// 中止: the clock stands still from this day, which is not counted any more.
  public mutating func suspend(from moment: ClockMoment, ground: String, today: LocalDate) throws(ClockRefusal) {
    try stillRuns(on: moment.date)
    if rule.suspendsOn.isEmpty {
      throw ClockRefusal(.notSuspendable, rule, "本期限不因中止而停止计算", "nothing suspends this period")
    }
    try known(ground, in: rule.suspendsOn)
    var next = ledger
    next.suspensions.append(ClockInterval(from: moment, to: nil, ground: ground))
    try take(next, today)
  }

  /// 恢复: `lastDay` is the last day that is not counted.
  ///
  /// - Parameter ground: which suspension ends; `nil`: the one that began last.
  public mutating func resume(lastDay moment: ClockMoment, ground: String? = nil, today: LocalDate)
    throws(ClockRefusal)
  {
    guard
      let place = ledger.suspensions.lastIndex(where: { $0.to == nil && (ground == nil || $0.ground == ground) })
    else { throw ClockRefusal(.notSuspended, rule, "期限没有中止，不能恢复", "the clock is not suspended and cannot resume") }
    var next = ledger
    next.suspensions[place].to = moment
    if moment.date > today {
      throw ClockRefusal(
        .inTheFuture, rule, "恢复日 \(moment.date) 在 \(today) 之后", "the resumption on \(moment.date) is after \(today)")
    }
    try take(next, today)
  }

  /// Time that is not counted, such as an appraisal's.
  public mutating func exclude(_ interval: ClockInterval, today: LocalDate) throws(ClockRefusal) {
    try stillRuns(on: interval.from.date)
    if rule.excludedTime.isEmpty {
      throw ClockRefusal(.nothingExcluded, rule, "本期限没有不计入的时间", "no time is left out of this period")
    }
    try known(interval.ground, in: rule.excludedTime)
    var next = ledger
    next.exclusions.append(interval)
    try take(next, today)
  }

  /// Lengthens the period.
  ///
  /// - Parameter role: in what capacity the approver acted; it must be the one that the rule names.
  public mutating func extend(_ extra: ClockExtension, role: String, today: LocalDate) throws(ClockRefusal) {
    try unanswered()
    if let allowance = rule.extendable, allowance.approver != role {
      throw ClockRefusal(
        .wrongApprover, rule, "延长须由\(allowance.approverTitle.zh)批准，不是 \(role)",
        "an extension is approved by: \(allowance.approverTitle.en); not by \(role)")
    }
    var next = ledger
    next.extensions.append(extra)
    try take(next, today)
  }

  /// An event of the correction of an application (补正).
  public mutating func correct(_ event: ClockEvent, today: LocalDate) throws(ClockRefusal) {
    try unanswered()
    var next = ledger
    next.corrections.append(event)
    try take(next, today)
  }

  /// A document came in.
  public mutating func file(_ filing: ClockFiling, today: LocalDate) throws(ClockRefusal) {
    var next = ledger
    next.filings.append(filing)
    try take(next, today)
  }

  /// What the clock waited for was done; also after it ran out.
  public mutating func stop(_ event: ClockEvent, today: LocalDate) throws(ClockRefusal) {
    try unanswered()
    var next = ledger
    next.stop = event
    try take(next, today)
  }

  private mutating func take(_ next: ClockLedger, _ today: LocalDate) throws(ClockRefusal) {
    try check(next, today)
    ledger = next
  }

  private func check(_ ledger: ClockLedger, _ today: LocalDate) throws(ClockRefusal) {
    try ClockCheck(rule: rule, calendar: calendar, asOf: .day(today)).check(ledger)
  }

  private func unanswered() throws(ClockRefusal) {
    guard let stop = ledger.stop else { return }
    throw ClockRefusal(
      .stopped, rule, "期限已因 \(stop.event) 于 \(stop.at.date) 终结", "\(stop.event) answered the clock on \(stop.at.date)")
  }

  private func stillRuns(on date: LocalDate) throws(ClockRefusal) {
    try unanswered()
    guard case .day(let due)? = reading().due, date > due else { return }
    throw ClockRefusal(.expired, rule, "期限已于 \(due) 届满", "the period ran out on \(due)")
  }

  private func known(_ ground: String, in groups: [String]) throws(ClockRefusal) {
    guard !grounds.contains(where: { groups.contains($0.group) && $0.code == ground }) else { return }
    throw ClockRefusal(.unknownGround, rule, "未知的事由“\(ground)”", "unknown ground \"\(ground)\"")
  }
}
