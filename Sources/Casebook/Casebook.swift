public import Casework
import Crypto
public import Database
import Logging

/// The store of record: registrations, cases, their events, the outbox and the ledger, over any ``Database``.
///
/// Everything that changes a case goes through here, one transaction for each change, and leaves an event in the case's
/// chain and a row in the outbox.
public struct Casebook: Sendable {
  let database: any Database
  let procedures: [String: Procedure]
  let routes: [RouteCode: RouteAssignment]
  let law: ClockLaw
  let exclusivity: Exclusivity
  let numberPrefix: String
  let now: @Sendable () -> Int64

  /// Opens the casebook, bringing its schema up to date.
  ///
  /// - Parameters:
  ///   - database: where it lies; the casebook does not close it.
  ///   - procedures: what a case may do, by name.
  ///   - routes: the table of routes, dockets and first states.
  ///   - law: by what the clocks are reckoned.
  ///   - exclusivity: which procedures shut each other out.
  ///   - numberPrefix: the city's letters in front of registration numbers.
  ///   - isReadOnly: leaves the schema as it is, for a reader beside the owner; an older or newer one is refused.
  ///   - now: the clock, milliseconds since 1970-01-01 UTC.
  public init(
    database: any Database, procedures: [Procedure], routes: [RouteAssignment], law: ClockLaw = ClockLaw(),
    exclusivity: Exclusivity = Exclusivity(), numberPrefix: String, isReadOnly: Bool = false,
    now: @escaping @Sendable () -> Int64
  ) async throws {
    self.database = database
    self.procedures = Dictionary(procedures.map { ($0.id, $0) }) { first, _ in first }
    self.routes = Dictionary(routes.map { ($0.route, $0) }) { first, _ in first }
    self.law = law
    self.exclusivity = exclusivity
    self.numberPrefix = numberPrefix
    self.now = now
    let migrator = Migrator(CasebookMigrations.all)
    if isReadOnly {
      try await migrator.verify(database)
    } else {
      try await migrator.migrate(database)
    }
  }
}
