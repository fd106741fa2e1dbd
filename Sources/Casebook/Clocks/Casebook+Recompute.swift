public import Casework
import Database
import Messages

/// The open clocks of some cases, derived anew.
public struct RecomputedClocks: Sendable, Hashable {
  /// A last day that moved.
  public struct Moved: Sendable, Hashable {
    /// `nil` where the case is sealed.
    public var number: String?
    public var clock: String
    public var from: LocalDate?
    public var to: LocalDate?
    public var isProvisional: Bool
  }

  /// How many cases were looked at.
  public var cases: Int
  public var moved: [Moved]
  /// Where to go on; `nil` at the end.
  public var next: Int64?
}

extension Casebook {
  /// Derives the open clocks of cases anew, under the calendar and the rules that this Casebook was opened with, and writes
  /// an event into each case of which a last day moved. What was reported as met or missed does not move.
  ///
  /// - Parameters:
  ///   - last: where the call before this one ended; 0 at first.
  ///   - limit: how many cases are done in one transaction.
  public func recomputeClocks(after last: Int64 = 0, limit: Int = 200) async throws -> RecomputedClocks {
    let recomputer = ClockRecomputer(mover: mover)
    return try await database.record { try recomputer.run(after: last, limit: limit, on: $0) }
  }
}

private struct ClockRecomputer: Sendable {
  let mover: CaseMover

  static let event = "clocks_recomputed"
  static let actor = "system:calendar"

  func run(after last: Int64, limit: Int, on connection: any SQLConnection) throws -> RecomputedClocks {
    let cases = try connection.query(
      """
      SELECT DISTINCT case_id FROM case_clock WHERE status IN ('running', 'suspended') AND case_id > $1
      ORDER BY case_id LIMIT $2
      """, .integer(last), SQLValue(limit)
    ) { try $0.get(0, as: Int64.self) }
    var moved: [RecomputedClocks.Moved] = []
    for id in cases { moved += try recompute(id, on: connection) }
    return RecomputedClocks(cases: cases.count, moved: moved, next: cases.count < limit ? nil : cases.last)
  }

  private func recompute(_ id: Int64, on connection: any SQLConnection) throws -> [RecomputedClocks.Moved] {
    var file = try CaseInHand.load(id: id, on: connection)
    let law = mover.planner.law
    let stored = Dictionary(
      try ClockRows.load(id, on: connection).map { ($0.clock, $0) }, uniquingKeysWith: { first, _ in first })
    let fresh = file.standing.clocks.filter { $0.isOpen && $0.expiry == nil }.map { ClockRow($0, law, at: mover.now) }
    let changed = fresh.filter { stored[$0.clock] != $0 }
    if changed.isEmpty { return [] }
    let isSealed = file.standing.place?.isSealed ?? false
    let moved = changed.filter { stored[$0.clock]?.dueOn != $0.dueOn }.map { row in
      RecomputedClocks.Moved(
        number: isSealed ? nil : file.standing.number, clock: row.clock,
        from: stored[row.clock]?.dueOn.flatMap { LocalDate($0) }, to: row.dueOn.flatMap { LocalDate($0) },
        isProvisional: row.isProvisional)
    }
    if !moved.isEmpty { _ = try mover.append(event(moved, file.standing), to: &file, on: connection) }
    try ClockRows(law).store(file.standing, at: mover.now, replacing: nil, at: 0, of: id, on: connection)
    return moved
  }

  private func event(_ moved: [RecomputedClocks.Moved], _ standing: CaseStanding) -> PlannedEvent {
    let dates = moved.map { "\($0.clock) \($0.from?.description ?? "-") → \($0.to?.description ?? "-")" }
    let calendar = mover.planner.law.calendar.lastPublishedDate.map { "年历至 \($0)" } ?? "没有年历"
    return PlannedEvent(
      event: Self.event, from: standing.state, to: standing.state, actor: Self.actor, organ: nil,
      reason: "节假日安排变动，期限重新计算：\(dates.joined(separator: "，"))（\(calendar)）", basis: "design",
      outcome: standing.outcome, data: [], effects: CaseEffects(role: Transition.system))
  }
}
