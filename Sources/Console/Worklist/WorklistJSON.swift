public import Casebook
import Casework
public import Formats

/// Worklists as JSON, the same over HTTP and from the command line.
public enum WorklistJSON {
  public static func list(_ list: Worklist) -> JSONValue {
    let counts = list.counts
    return [
      "docket": .string(list.docket.rawValue), "at": JSONValue(instant: list.at),
      "counts": [
        "open": JSONValue(counts.open), "overdue": JSONValue(counts.overdue), "red": JSONValue(counts.red),
        "amber": JSONValue(counts.amber), "suspended": JSONValue(counts.suspended),
        "proposals": JSONValue(counts.proposals), "awaiting": JSONValue(counts.awaitingConfirmation),
        "unassigned": JSONValue(counts.unassigned),
      ],
      "cases": .array(list.entries.map(entry)),
    ]
  }

  /// A case with the clock that decides; of a sealed one nothing but number, docket, state and times.
  public static func entry(_ entry: WorklistEntry) -> JSONValue {
    guard case .object(var members) = CaseJSON.summary(entry.summary) else { return .null }
    members += [
      .init("urgency", .string(entry.urgency.rawValue)), .init("due_at", JSONValue(instant: entry.dueAt)),
      .init("age", JSONValue(entry.age)),
    ]
    if !entry.summary.isSealed {
      members += [
        .init("assignee", JSONValue(entry.assignee)), .init("clock", entry.clock.map(ClockJSON.clock) ?? .null),
      ]
    }
    return .object(members)
  }
}
