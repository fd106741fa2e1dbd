import Casework
import Database
public import Messages

extension Casebook {
  /// The clocks about which something is to be done at an instant, the longest due first.
  public func dueClocks(at instant: Int64, limit: Int) async throws -> [DueClock] {
    try await database.read { connection in
      try connection.query(
        """
        SELECT f.number, c.clock, c.wake_at FROM case_clock c JOIN case_file f ON f.id = c.case_id
        WHERE c.wake_at IS NOT NULL AND c.wake_at <= $1 ORDER BY c.wake_at, c.case_id, c.clock LIMIT $2
        """, .integer(instant), SQLValue(limit)
      ) { DueClock(number: try $0.get(0), clock: try $0.get(1), since: try $0.get(2)) }
    }
  }

  /// When the next clock has something to be done about it; `nil` when none has.
  public func nextClock() async throws -> Int64? {
    try await database.read { try $0.scalar("SELECT min(wake_at) FROM case_clock WHERE wake_at IS NOT NULL") }
  }

  /// Does what is due of a clock now: a warning, or what follows from its end. Done once, however often it is asked for
  /// and by however many: the case's own events say what has been done.
  ///
  /// The event, what it does to state and clocks, and the alert are written in one transaction.
  ///
  /// - Returns: the event that says so; `nil` when nothing is due (any more).
  public func settle(_ due: DueClock) async throws -> CaseEvent? {
    let settler = ClockSettler(mover: mover)
    return try await database.record { try settler.settle(due, on: $0) }
  }
}

/// Does what is due of clocks, inside a transaction.
struct ClockSettler: Sendable {
  let mover: CaseMover

  func settle(_ due: DueClock, on connection: any SQLConnection) throws -> CaseEvent? {
    let planner = mover.planner
    var file = try CaseInHand.load(due.number, on: connection)
    guard let clock = file.standing.clock(due.clock),
      let times = try? ClockTimes(clock, planner.law, at: mover.now),
      let milestone = times.due(clock, at: mover.now)
    else {
      // The row was made under another calendar, or by another hand: made anew, it does not come up again.
      try ClockRows(planner.law).store(
        file.standing, at: mover.now, replacing: nil, at: 0, of: file.id, on: connection)
      return nil
    }
    let effect = milestone == .expiry ? try planner.effect(of: clock, in: file.standing) : nil
    let planned = try plan(milestone, of: clock, times, effect, file, on: connection)
    let event = try mover.append(planned, to: &file, on: connection)
    let alert = try alert(milestone, clock, times, effect, event, file.standing)
    try connection.execute(
      "INSERT INTO outbox (kind, payload) VALUES ('record', $1)", .blob(OutboxRecord(alert).encoded))
    return event
  }

  private func plan(
    _ milestone: ClockMilestone, of clock: CaseClock, _ times: ClockTimes, _ effect: ProcedureExpiry?,
    _ file: CaseInHand,
    on connection: any SQLConnection
  ) throws -> PlannedEvent {
    let planner = mover.planner
    guard milestone == .expiry else { return try planner.warn(milestone, of: clock, times, file.standing) }
    guard case .record(let event)? = effect?.consequence, !file.standing.isClosed else {
      return try planner.note(effect, of: clock, times, file.standing)
    }
    let move = Move(
      number: file.standing.number, event: event, actor: ClockSettler.actor, role: Transition.system,
      reason: effect?.wording.zh ?? "", day: times.reading.due?.date)
    let procedure = try planner.procedure(of: file.standing)
    let surroundings = try SurroundingsReader(exclusivity: planner.exclusivity).read(
      file, move, procedure: procedure, on: connection)
    do {
      return try planner.plan(
        move, for: file.standing, surroundings: surroundings, at: mover.now, expired: clock.name)
    } catch is MoveRefusal {
      // What the procedure does not allow now is not lost: an officer is asked.
      return try planner.note(effect, of: clock, times, file.standing)
    }
  }

  private func alert(
    _ milestone: ClockMilestone, _ clock: CaseClock, _ times: ClockTimes, _ effect: ProcedureExpiry?,
    _ event: CaseEvent, _ standing: CaseStanding
  ) throws -> Alert {
    let planner = mover.planner
    if event.isSealed { return .sealed(number: event.number, sequence: event.sequence, at: event.at) }
    let rule = try planner.law.running(clock.ledger, on: LocalDate(instant: mover.now)).rule
    let now = standing.clock(clock.name)
    let level: Alert.Level =
      switch milestone {
      case .amber: .amber
      case .red: .red
      case .expiry: now?.proposal == nil ? .expired : .proposal
      }
    return Alert(
      number: event.number, sequence: event.sequence, at: event.at, isSealed: false, level: level,
      procedure: event.procedure, docket: event.docket, state: event.to, clock: clock.name, rule: clock.rule,
      due: times.reading.due, isProvisional: times.reading.provisional,
      event: milestone == .expiry ? now?.proposal ?? now?.expiry : nil, basis: event.basis,
      text: planner.wording(milestone, of: rule, times, effect))
  }

  /// The actor of what the scheduler records.
  static let actor = "system:scheduler"
}
