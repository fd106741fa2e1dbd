import Casework
import Messages

/// The clocks of a case while a step is being worked out: entries are tried one by one against the rules, and collected.
struct ClockPlan {
  let law: ClockLaw
  /// The day of the step, and today.
  let day: LocalDate
  let today: LocalDate
  let now: Int64
  private(set) var clocks: [CaseClock]
  private(set) var changes: [ClockChange] = []
  /// What names the step in the ledgers.
  let event: String

  init(_ clocks: [CaseClock], _ law: ClockLaw, event: String, day: LocalDate, at now: Int64) {
    self.clocks = clocks
    self.law = law
    self.event = event
    self.day = day
    self.now = now
    today = LocalDate(instant: now)
  }

  /// All that a transition does to clocks: first what it answers, last what it starts.
  mutating func take(_ transition: Transition, _ facts: CaseFacts) throws {
    try stop { transition.stops.contains($0.rule) }
    if let suspension = transition.suspends { try suspend(suspension, facts) }
    try resume { transition.resumes.contains($0.rule) }
    if let extra = transition.extends { try extend(extra, facts) }
    if let correction = transition.corrects { try correct(correction, facts) }
    for start in transition.starts where start.conditions.allSatisfy({ $0.holds(facts) }) {
      try self.start(start, facts)
    }
  }

  /// The clocks that run from the opening of a case.
  mutating func open(_ procedure: Procedure, in state: String, _ facts: CaseFacts) throws {
    for start in procedure.clocksAtOpening(in: state) where start.conditions.allSatisfy({ $0.holds(facts) }) {
      try self.start(start, facts)
    }
  }

  /// The same, leaving out what no rule in force allows; gives the rules that were left out.
  mutating func openWhatCanBe(_ procedure: Procedure, in state: String, _ facts: CaseFacts) -> [String] {
    var missing: [String] = []
    for start in procedure.clocksAtOpening(in: state) where start.conditions.allSatisfy({ $0.holds(facts) }) {
      do {
        try self.start(start, facts)
      } catch {
        missing.append(start.rule)
      }
    }
    return missing
  }

  // MARK: Entries

  mutating func stop(_ isMeant: (CaseClock) -> Bool) throws {
    let today = today
    for clock in clocks where clock.isOpen && isMeant(clock) {
      let stop = ClockEvent(event, at: moment(clock))
      try add(ClockChange(.stop, clock.name, at: stop.at, event: event)) { running throws(ClockRefusal) in
        try running.stop(stop, today: today)
      }
    }
  }

  private mutating func suspend(_ suspension: ClockSuspensionStep, _ facts: CaseFacts) throws {
    guard let from = suspension.from.day(step: day, receipt: facts.receivedOn, data: facts.data) else { return }
    let today = today
    let ground = suspension.fixedGround ?? suspension.ground.flatMap { facts.data[$0] } ?? ""
    for clock in clocks where clock.isOpen && suspension.clocks.contains(clock.rule) {
      let rule = try law.running(clock.ledger, on: today).rule
      let stops = law.deadlines.grounds(of: rule).contains { $0.code == ground }
      let excludes = law.deadlines.grounds(of: rule, excluding: true).contains { $0.code == ground }
      // Of all clocks, those that the ground lets stand still; of clocks that are named, each has to.
      if case .all = suspension.clocks, !stops && !excludes { continue }
      guard clock.fact(law, at: now).state == .running else { continue }
      let kind: ClockChange.Kind = excludes && !stops ? .exclude : .suspend
      try add(ClockChange(kind, clock.name, at: .day(from), ground: ground)) { running throws(ClockRefusal) in
        if kind == .exclude {
          try running.exclude(ClockInterval(from: .day(from), to: nil, ground: ground), today: today)
        } else {
          try running.suspend(from: .day(from), ground: ground, today: today)
        }
      }
    }
  }

  private mutating func resume(_ isMeant: (CaseClock) -> Bool) throws {
    let (day, today) = (day, today)
    for clock in clocks where clock.isOpen && isMeant(clock) {
      if clock.ledger.suspensions.contains(where: { $0.to == nil }) {
        try add(ClockChange(.resume, clock.name, at: .day(day))) { running throws(ClockRefusal) in
          try running.resume(lastDay: .day(day), today: today)
        }
      } else if let index = clock.ledger.exclusions.lastIndex(where: { $0.to == nil }) {
        var ledger = clock.ledger
        ledger.exclusions[index].to = .day(day)
        let running = try law.running(clock.ledger, on: today)
        _ = try ClockReckoner(rule: running.rule, calendar: law.calendar).reading(of: ledger, at: .day(today))
        try add(ClockChange(.resume, clock.name, at: .day(day))) { _ throws(ClockRefusal) in }
      }
    }
  }

  private mutating func extend(_ extra: ClockExtensionStep, _ facts: CaseFacts) throws {
    let today = today
    for clock in clocks where clock.isOpen && extra.clocks.contains(clock.rule) {
      let running = try law.running(clock.ledger, on: today)
      let unit = running.rule.extendable?.unit ?? running.rule.unit
      let length = try self.length(extra.length, of: running, unit: unit, facts)
      let approver = facts.data[extra.approver] ?? ""
      let entry = ClockExtension(length: length, unit: unit, grantedOn: .day(day), approver: approver)
      let change = ClockChange(
        .extend, clock.name, at: .day(day), length: length, unit: unit.rawValue, approver: approver)
      try add(change) { running throws(ClockRefusal) in try running.extend(entry, role: approver, today: today) }
    }
  }

  private func length(
    _ length: ClockExtensionStep.Length, of running: RunningClock, unit: DeadlineUnit, _ facts: CaseFacts
  ) throws -> Int {
    switch length {
    case .datum(let name): return facts.data[name].flatMap { Int($0) } ?? 0
    case .until(let name):
      guard let until = facts.data[name].flatMap({ LocalDate($0) }),
        let last = running.reading(at: .day(today)).rawLastDay?.date
      else { return 0 }
      return unit == .workingDays
        ? law.calendar.workingDays(from: last.daysSinceEpoch + 1, through: until.daysSinceEpoch)
        : until.daysSinceEpoch - last.daysSinceEpoch
    }
  }

  private mutating func correct(_ correction: ClockCorrectionStep, _ facts: CaseFacts) throws {
    guard let on = correction.on.day(step: day, receipt: facts.receivedOn, data: facts.data) else { return }
    let (kind, today) = (correction.kind.rawValue, today)
    for clock in clocks where clock.isOpen && correction.clocks.contains(clock.rule) {
      try add(ClockChange(.restart, clock.name, at: .day(on), ground: kind)) { running throws(ClockRefusal) in
        try running.correct(ClockEvent(kind, at: .day(on)), today: today)
      }
    }
  }

  private mutating func start(_ start: ClockStart, _ facts: CaseFacts) throws {
    guard let from = start.from.day(step: day, receipt: facts.receivedOn, data: facts.data) else { return }
    let rule = try law.deadlines.rule(start.rule, startingOn: from, on: today)
    if rule.direction == .forward, from < facts.receivedOn {
      throw ClockRefusal(
        .beforeStart, rule: rule.id, article: rule.basis,
        wording: Bilingual(
          "起算日 \(from) 早于收件日 \(facts.receivedOn)", "the start on \(from) is before the receipt on \(facts.receivedOn)"))
    }
    let moment = rule.unit == .hours ? instant(start.from, from, facts) : .day(from)
    _ = try RunningClock(
      starting: ClockEvent(event, at: moment), under: rule, calendar: law.calendar, grounds: law.grounds(of: rule),
      today: today)
    let change = ClockChange(
      .start, name(forClockOf: rule.id), rule: rule.id, version: rule.inForce.from, at: moment, event: event)
    clocks.append(try CaseClock(starting: change))
    changes.append(change)
  }

  /// Of a period in hours the moment counts, where it is known.
  private func instant(_ origin: DayOrigin, _ date: LocalDate, _ facts: CaseFacts) -> ClockMoment {
    switch origin {
    case .step where date == today: .instant(now)
    case .receipt where receivedAt != nil: .instant(receivedAt ?? now)
    case .datum(let name): facts.data[name].flatMap { ClockMoment($0) } ?? .day(date)
    default: .day(date)
    }
  }

  /// The moment of a receipt, where a period in hours runs from it.
  var receivedAt: Int64?

  private func name(forClockOf rule: String) -> String {
    let earlier = clocks.count { $0.rule == rule }
    return earlier == 0 ? rule : "\(rule)#\(earlier + 1)"
  }

  /// Today's step happens now, for a clock in hours.
  private func moment(_ clock: CaseClock) -> ClockMoment {
    if case .instant = clock.ledger.start.at, day == today { return .instant(now) }
    return .day(day)
  }

  /// Makes an entry that the rule allows.
  private mutating func add(
    _ change: ClockChange, _ attempt: (inout RunningClock) throws(ClockRefusal) -> Void
  ) throws {
    guard let index = clocks.firstIndex(where: { $0.name == change.clock }) else { return }
    var running = try law.running(clocks[index].ledger, on: today)
    try attempt(&running)
    try clocks[index].apply(change)
    changes.append(change)
  }

  /// Makes an entry that no rule can refuse: what was told, and what has run out.
  mutating func record(_ change: ClockChange) throws {
    guard let index = clocks.firstIndex(where: { $0.name == change.clock }) else { return }
    try clocks[index].apply(change)
    changes.append(change)
  }
}
