public import Casebook
import Casework
public import Formats

/// Clocks as JSON, the same over HTTP and from the command line.
public enum ClockJSON {
  /// A clock with its dates at the moment for which the case was read.
  public static func clock(_ shown: ShownClock) -> JSONValue {
    let reading = shown.times?.reading
    return [
      "clock": .string(shown.clock.name), "rule": .string(shown.clock.rule),
      "title": shown.rule.map { JSONValue($0.title) } ?? .null, "kind": JSONValue(shown.rule?.kind.rawValue),
      "basis": JSONValue(shown.rule?.basis), "started": .string(shown.clock.ledger.start.at.description),
      "state": JSONValue(shown.state?.rawValue), "due": JSONValue(reading?.due?.description),
      "raw_last_day": JSONValue(reading?.rawLastDay?.description),
      "rolled_over": .boolean(reading?.rolledOver ?? false), "provisional": .boolean(reading?.provisional ?? false),
      "unit": JSONValue(shown.rule?.unit.rawValue), "days_run": JSONValue(reading?.progress?.run),
      "days_left": JSONValue(reading?.progress?.left), "amber_at": JSONValue(instant: shown.times?.amberAt),
      "red_at": JSONValue(instant: shown.times?.redAt), "told": JSONValue(shown.clock.told?.rawValue),
      "expiry": JSONValue(shown.clock.expiry), "proposal": JSONValue(shown.clock.proposal),
      "stopped_by": JSONValue(shown.clock.ledger.stop?.event),
    ]
  }
}
