import Casework
import Testing

/// A clock that takes facts in, and refuses what its rule does not allow.
@Suite struct RunningClockTests {
  private let today = Fixtures.date("2026-03-25")

  private func clock(
    _ rule: DeadlineRule = Fixtures.rule(60, .calendarDays, extendable: Fixtures.allowance),
    start: String = "2026-03-02"
  ) throws -> RunningClock {
    try RunningClock(
      starting: ClockEvent("accepted", at: Fixtures.day(start)), under: rule, calendar: Fixtures.calendar,
      grounds: Fixtures.grounds, today: today)
  }

  private func extra(_ length: Int, on day: String, _ unit: DeadlineUnit = .calendarDays) -> ClockExtension {
    ClockExtension(length: length, unit: unit, grantedOn: Fixtures.day(day), approver: "甲")
  }

  @Test func aClockLivesThroughItsFacts() throws {
    var clock = try clock()
    #expect(clock.reading().due == Fixtures.day("2026-05-06"))  // 2026-05-01 is in a break
    try clock.suspend(from: Fixtures.day("2026-03-10"), ground: "death", today: today)
    let standing = clock.reading(at: .day(today))
    #expect(standing.due == nil && standing.rawLastDay == nil && standing.deemed == nil && !standing.provisional)
    #expect(standing.progress == ClockReading.Progress(run: 7, left: 53, state: .suspended))
    try clock.resume(lastDay: Fixtures.day("2026-03-19"), today: today)
    #expect(clock.reading().due == Fixtures.day("2026-05-11"))
    try clock.extend(extra(30, on: "2026-03-20"), role: "head", today: today)
    #expect(clock.reading().due == Fixtures.day("2026-06-10"))
    try clock.exclude(
      ClockInterval(from: Fixtures.day("2026-03-21"), to: Fixtures.day("2026-03-22"), ground: "appraisal"), today: today
    )
    #expect(clock.reading().due == Fixtures.day("2026-06-12"))
    #expect(clock.reading(at: .day(today)).progress == ClockReading.Progress(run: 11, left: 79, state: .running))
    try clock.stop(ClockEvent("decided", at: Fixtures.day("2026-03-24")), today: today)
    let done = clock.reading(at: Fixtures.day("2026-12-31"))
    #expect(done.progress == ClockReading.Progress(run: 10, left: 80, state: .answered))
  }

  @Test func whatIsRefusedLeavesTheLedgerAsItWas() throws {
    let rule = Fixtures.rule(60, .calendarDays, extendable: Fixtures.allowance)
    var clock = try clock(rule)
    try clock.suspend(from: Fixtures.day("2026-03-10"), ground: "death", today: today)
    try clock.resume(lastDay: Fixtures.day("2026-03-12"), today: today)
    let before = clock.ledger
    let day = Fixtures.day
    let today = today
    func refuse(
      _ reason: ClockRefusal.Reason, _ change: (inout RunningClock) throws(ClockRefusal) -> Void,
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let refusal = #expect(throws: ClockRefusal.self, sourceLocation: sourceLocation) { try change(&clock) }
      #expect(refusal?.reason == reason, sourceLocation: sourceLocation)
      #expect(refusal?.rule == rule.id && refusal?.article == rule.basis, sourceLocation: sourceLocation)
      #expect(
        refusal?.wording.zh.isEmpty == false && refusal?.wording.en.isEmpty == false, sourceLocation: sourceLocation)
      #expect(clock.ledger == before, sourceLocation: sourceLocation)
    }
    refuse(.beforeStart) { c throws(ClockRefusal) in
      try c.suspend(from: day("2026-03-01"), ground: "death", today: today)
    }
    refuse(.inTheFuture) { c throws(ClockRefusal) in
      try c.suspend(from: day("2026-03-26"), ground: "death", today: today)
    }
    refuse(.unknownGround) { c throws(ClockRefusal) in
      try c.suspend(from: day("2026-03-20"), ground: "holiday", today: today)
    }
    refuse(.unknownGround) { c throws(ClockRefusal) in
      try c.suspend(from: day("2026-03-20"), ground: "appraisal", today: today)
    }
    refuse(.notSuspended) { c throws(ClockRefusal) in try c.resume(lastDay: day("2026-03-20"), today: today) }
    refuse(.beyondCap) { c throws(ClockRefusal) in
      try c.extend(extra(31, on: "2026-03-20"), role: "head", today: today)
    }
    refuse(.badLength) { c throws(ClockRefusal) in
      try c.extend(extra(0, on: "2026-03-20"), role: "head", today: today)
    }
    refuse(.wrongUnit) { c throws(ClockRefusal) in
      try c.extend(extra(3, on: "2026-03-20", .workingDays), role: "head", today: today)
    }
    refuse(.wrongApprover) { c throws(ClockRefusal) in
      try c.extend(extra(3, on: "2026-03-20"), role: "clerk", today: today)
    }
    refuse(.unknownCorrection) { c throws(ClockRefusal) in
      try c.correct(ClockEvent("supplement_received", at: day("2026-03-20")), today: today)
    }
    refuse(.inTheFuture) { c throws(ClockRefusal) in
      try c.stop(ClockEvent("decided", at: day("2026-03-26")), today: today)
    }
    refuse(.postedAfterReceipt) { c throws(ClockRefusal) in
      try c.file(ClockFiling(.post(posted: day("2026-03-20"), received: day("2026-03-19"))), today: today)
    }
  }

  @Test func aResumptionLiesAfterItsSuspension() throws {
    var clock = try clock()
    try clock.suspend(from: Fixtures.day("2026-03-10"), ground: "death", today: today)
    let before = clock.ledger
    for (day, reason) in [("2026-03-09", ClockRefusal.Reason.endsBeforeItBegins), ("2026-03-26", .inTheFuture)] {
      let refusal = #expect(throws: ClockRefusal.self) {
        try clock.resume(lastDay: Fixtures.day(day), today: today)
      }
      #expect(refusal?.reason == reason)
      #expect(clock.ledger == before)
    }
  }

  @Test func whatRanOutIsNeitherExtendedNorSuspended() throws {
    let late = Fixtures.date("2026-05-07")
    var clock = try clock()
    let before = clock.ledger
    // 2026-05-06 is the last day, to which the break moved it.
    try clock.extend(extra(30, on: "2026-05-06"), role: "head", today: late)
    #expect(clock.reading().due == Fixtures.day("2026-06-01"))  // 2026-05-31 is a Sunday
    clock = RunningClock(before, under: clock.rule, calendar: Fixtures.calendar, grounds: Fixtures.grounds)
    #expect(throws: ClockRefusal.self) { try clock.extend(extra(1, on: "2026-05-07"), role: "head", today: late) }
    #expect(throws: ClockRefusal.self) {
      try clock.suspend(from: Fixtures.day("2026-05-07"), ground: "death", today: late)
    }
    #expect(clock.ledger == before)
    #expect(clock.reading(at: .day(late)).progress?.state == .expired)
    #expect(clock.reading(at: .day(late)).progress?.left == -1)
    try clock.stop(ClockEvent("decided", at: .day(late)), today: late)
    #expect(clock.reading(at: Fixtures.day("2026-06-30")).progress?.state == .answeredLate)
    #expect(throws: ClockRefusal.self) { try clock.stop(ClockEvent("decided", at: .day(late)), today: late) }
  }

  @Test func nobodyStartsAClockTomorrow() throws {
    #expect(throws: ClockRefusal.self) { try self.clock(start: "2026-03-26") }
    #expect(throws: ClockRefusal.self) { try self.clock(start: "1800-03-26") }
    let hearing = Fixtures.rule(5, .workingDays, direction: .backward, suspends: false)
    #expect(try clock(hearing, start: "2026-10-12").reading().due == Fixtures.day("2026-09-29"))
  }

  /// 行政复议法第31条: one notice, then silence, then the five days run anew.
  @Test func theReviewRunsAnewAfterTheSupplement() throws {
    let rule = Fixtures.rule(5, .workingDays, restarts: true)
    var clock = try clock(rule, start: "2026-03-02")
    #expect(clock.reading().due == Fixtures.day("2026-03-09"))
    let later = Fixtures.date("2026-03-10")
    #expect(throws: ClockRefusal.self) {
      try clock.correct(ClockEvent("supplement_notice_sent", at: .day(later)), today: today)
    }
    try clock.correct(ClockEvent("supplement_notice_sent", at: Fixtures.day("2026-03-05")), today: today)
    #expect(clock.reading().due == nil)
    #expect(clock.reading(at: .day(later)).progress == ClockReading.Progress(run: 2, left: 3, state: .waiting))
    for event in ["supplement_notice_sent", "nothing"] {
      #expect(throws: ClockRefusal.self) { try clock.correct(ClockEvent(event, at: .day(later)), today: today) }
    }
    #expect(throws: ClockRefusal.self) {
      try clock.correct(ClockEvent("supplement_received", at: Fixtures.day("2026-03-04")), today: today)
    }
    try clock.correct(ClockEvent("supplement_notice_received", at: Fixtures.day("2026-03-06")), today: today)
    try clock.correct(ClockEvent("supplement_received", at: Fixtures.day("2026-03-13")), today: today)
    #expect(clock.reading().due == Fixtures.day("2026-03-20"))
    #expect(clock.reading(at: Fixtures.day("2026-03-17")).progress == .init(run: 2, left: 3, state: .running))
  }

  @Test func theLastDayEndsAtMidnightInShanghai() throws {
    let reading = try clock().reading()
    #expect(reading.expiresAt == Timestamp.parse("2026-05-07T00:00:00+08:00"))
    let filings = [
      ("2026-05-06T23:59:59+08:00", true), ("2026-05-07T00:00:00+08:00", false), ("2026-05-06T15:59:59Z", true),
      ("2026-05-06T16:00:00Z", false),
    ]
    for (text, isInTime) in filings {
      var clock = try clock()
      let at = try #require(ClockMoment(text))
      try clock.file(ClockFiling(.direct(at)), today: Fixtures.date("2026-05-07"))
      #expect(clock.reading().filingsInTime == [isInTime], "\(text)")
    }
    var posted = try clock()
    try posted.file(
      ClockFiling(.post(posted: Fixtures.day("2026-05-06"), received: Fixtures.day("2026-05-20"))),
      today: Fixtures.date("2026-05-21"))
    #expect(posted.reading().filingsInTime == [true])
  }

  @Test func aPeriodInHoursRunsDayAndNight() throws {
    let rule = Fixtures.rule(48, .hours, rollOver: .never, suspends: false)
    let start = try #require(ClockMoment("2026-03-06T22:30:00+08:00"))
    let clock = try RunningClock(
      starting: ClockEvent("received", at: start), under: rule, calendar: Fixtures.calendar, today: today)
    #expect(clock.reading().due?.description == "2026-03-08T22:30:00+08:00")
    for (text, run, left, state) in [
      ("2026-03-06T22:59:59+08:00", 1, 47, ClockState.running), ("2026-03-08T22:30:00+08:00", 48, 0, .running),
      ("2026-03-08T22:30:01+08:00", 49, -1, .expired), ("2026-03-08T23:30:00+08:00", 49, -1, .expired),
    ] {
      let progress = clock.reading(at: ClockMoment(text)).progress
      #expect(progress == ClockReading.Progress(run: run, left: left, state: state), "\(text)")
    }
  }

  @Test(arguments: [
    (Fixtures.rule(5, .workingDays), "2026-12-24", "2026-12-31", false),
    (Fixtures.rule(5, .workingDays), "2026-12-25", "2027-01-04", true),
    (Fixtures.rule(60, .calendarDays, rollOver: .never), "2026-12-01", "2027-01-30", false),
    (Fixtures.rule(30, .calendarDays), "2026-12-01", "2026-12-31", false),
    (Fixtures.rule(30, .calendarDays), "2026-12-02", "2027-01-04", true),
    (Fixtures.rule(1, .months), "2026-12-04", "2027-01-04", true),
  ])
  func whatLooksPastTheNoticesIsProvisional(rule: DeadlineRule, start: String, due: String, provisional: Bool) throws {
    let reading = try ClockReckoner(rule: rule, calendar: Fixtures.calendar).reading(of: Fixtures.ledger(start))
    #expect(reading.due == Fixtures.day(due))
    #expect(reading.provisional == provisional)
  }

  @Test func anExtensionInOtherDaysFollowsThePeriod() throws {
    let allowance = ExtensionAllowance(
      most: nil, unit: nil, approver: "organ", approverTitle: Bilingual("机关", "organ"))
    var clock = try clock(Fixtures.rule(10, .workingDays, extendable: allowance))
    try clock.extend(extra(15, on: "2026-03-03"), role: "organ", today: today)
    // Ten working days to 2026-03-16, then fifteen days to Tuesday, 2026-03-31.
    #expect(clock.reading().due == Fixtures.day("2026-03-31"))
    try clock.extend(extra(4, on: "2026-03-04"), role: "organ", today: today)
    #expect(clock.reading().rawLastDay == Fixtures.day("2026-04-04"))  // a Saturday
    #expect(clock.reading().due == Fixtures.day("2026-04-06"))
    #expect(throws: ClockRefusal.self) {
      try clock.extend(extra(4, on: "2026-03-04", .hours), role: "organ", today: today)
    }
  }
}
