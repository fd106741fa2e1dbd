import Casework
import Database
import Messages
import Testing
import Threading

@testable import Casebook

/// One case of the procedure with clocks, opened at 2026-11-23 09:00, and the steps of an officer.
struct TimedCase {
  static let number = "QY20261123-0000018-1"
  static let day: Int64 = 86_400_000

  let fixture: CasebookFixture

  var casebook: Casebook { fixture.casebook }

  func move(
    _ event: String, _ data: [String: String] = [:], on day: String? = nil, role: String? = "organ"
  ) -> Move {
    Move(
      number: Self.number, event: event, actor: "李科长", role: role, organ: "某局", reason: "依法办理",
      day: day.flatMap { LocalDate($0) }, data: data.sorted { $0.key < $1.key }.map { ExtraField(name: $0, value: $1) })
  }

  @discardableResult
  func take(_ event: String, _ data: [String: String] = [:], on day: String? = nil) async throws -> CaseEvent {
    try await casebook.move(move(event, data, on: day))
  }

  /// Turns the clock to a time of a day in Shanghai.
  func turn(to day: String, hour: Int = 0) throws {
    let date = try #require(LocalDate(day))
    fixture.clock.withLock { $0 = date.start() + Int64(hour) * 3_600_000 }
  }

  func rows() async throws -> [String: ClockRow] {
    let rows = try await fixture.database.read { try ClockRows.load(1, on: $0) }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.clock, $0) })
  }

  func file() async throws -> CaseFile { try await casebook.caseFile(Self.number) }

  /// Everything that is stored of the case.
  func snapshot() async throws -> [String] {
    try await [file().events.map { "\($0)" }, rows().values.map { "\($0)" }.sorted(), ["\(file().summary)"]].flatMap {
      $0
    }
  }

  /// Does all that is due at the present moment of the fixture's clock.
  @discardableResult
  func settleAll() async throws -> [CaseEvent] {
    var events: [CaseEvent] = []
    while true {
      let due = try await casebook.dueClocks(at: fixture.clock.withLock { $0 }, limit: 10)
      if due.isEmpty { return events }
      for clock in due {
        if let event = try await casebook.settle(clock) { events.append(event) }
      }
    }
  }

  /// The alerts in the outbox.
  func alerts() async throws -> [Alert] {
    try await casebook.outbox(after: 0, limit: 1_000).compactMap { row in
      guard case .record(let record) = row.content, record.topic == Alert.topic else { return nil }
      return try AlertCodec.decode(record.value ?? [])
    }
  }
}

/// Runs a body with a fresh case; whatever was done, its events alone come to what is stored, and its chain is whole.
func withTimedCase(_ body: (TimedCase) async throws -> Void) async throws {
  try await withCasebook { fixture in
    _ = try await fixture.casebook.open([CasebookFixture.newCase("1", route: .reconsideration)], positions: [])
    try await body(TimedCase(fixture: fixture))
    #expect(try await fixture.casebook.auditReplay().faults == [])
    #expect(try await fixture.casebook.auditChains().faults == [])
  }
}
