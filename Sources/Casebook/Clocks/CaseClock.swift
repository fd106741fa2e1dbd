public import Casework
import Messages

/// A clock of a case: its ledger, and what has been told and recorded of it.
public struct CaseClock: Sendable, Hashable {
  /// The clock's name in its case: that of its rule, with `#2` for the second of one rule, and so on.
  public let name: String
  public private(set) var ledger: ClockLedger
  /// What its ledger was made by, in order.
  private(set) var entries: [ClockChange]
  /// The last of the two warnings that was given for the present last day.
  public private(set) var told: ClockWarning?
  /// Its end was recorded; the step or the note that followed.
  public private(set) var expiry: String?
  /// The step that an officer is asked about, because the clock ran out.
  public private(set) var proposal: String?

  public var rule: String { ledger.rule }

  /// Nothing has answered it.
  public var isOpen: Bool { ledger.stop == nil }

  /// Starts a clock by its first entry.
  init(starting change: ClockChange) throws {
    guard change.kind == .start, let rule = change.rule, let at = change.at else {
      throw CasebookError.inconsistent("clock \(change.clock) starts without a rule or a day")
    }
    name = change.clock
    entries = [change]
    ledger = ClockLedger(rule: rule, start: ClockEvent(change.event ?? "", at: at))
  }

  /// Takes an entry in, as it was made: whether it was allowed was settled then.
  mutating func apply(_ change: ClockChange) throws {
    entries.append(change)
    switch change.kind {
    case .stop: ledger.stop = ClockEvent(change.event ?? "", at: try moment(change))
    case .suspend:
      ledger.suspensions.append(
        ClockInterval(from: try moment(change), to: change.until, ground: change.ground ?? ""))
    case .exclude:
      ledger.exclusions.append(ClockInterval(from: try moment(change), to: change.until, ground: change.ground ?? ""))
    case .resume: try resume(change)
    case .extend:
      ledger.extensions.append(
        ClockExtension(
          length: change.length ?? 0, unit: change.unit.flatMap(DeadlineUnit.init) ?? .calendarDays,
          grantedOn: try moment(change), approver: change.approver ?? ""))
      told = nil
    case .restart:
      ledger.corrections.append(ClockEvent(change.ground ?? "", at: try moment(change)))
      told = nil
    case .amber: told = .amber
    case .red: told = .red
    case .expire: expiry = change.event ?? ""
    case .propose:
      expiry = change.event ?? ""
      proposal = change.event
    case .start, .reset: throw CasebookError.inconsistent("clock \(name) cannot take \(change.kind.rawValue)")
    }
    if change.kind == .stop { proposal = nil }
  }

  private mutating func resume(_ change: ClockChange) throws {
    if let index = ledger.suspensions.lastIndex(where: { $0.to == nil }) {
      ledger.suspensions[index].to = try moment(change)
    } else if let index = ledger.exclusions.lastIndex(where: { $0.to == nil }) {
      ledger.exclusions[index].to = try moment(change)
    } else {
      throw CasebookError.inconsistent("clock \(name) resumes and was not suspended")
    }
  }

  private func moment(_ change: ClockChange) throws -> ClockMoment {
    guard let at = change.at else {
      throw CasebookError.inconsistent("an entry of clock \(name) has no day")
    }
    return at
  }
}

/// A warning before a clock's end.
public enum ClockWarning: String, Sendable, Hashable, CaseIterable {
  case amber, red
}
