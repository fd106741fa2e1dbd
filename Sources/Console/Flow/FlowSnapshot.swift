import Casebook
import Casework
import Formats
import Messages

/// The flow at one moment: what came in, where it went, what waits, what failed.
struct FlowSnapshot: Sendable, Hashable {
  var counts: FlowCounts
  var waiting: FlowWaiting
  var recent: FlowRecent

  var json: JSONValue {
    [
      "registered": JSONValue(counts.registered), "repeated": JSONValue(counts.repeated),
      "in_flight": JSONValue(counts.inFlight),
      "kinds": .array(
        counts.kinds.map { ["kind": .string($0.kind.rawValue), "registered": JSONValue($0.registered)] }),
      "waiting": [
        "relay": JSONValue(waiting.relay), "router": JSONValue(waiting.router),
        "handlers": JSONValue(waiting.handlers),
      ],
      "log_reachable": .boolean(waiting.isLogReachable),
      "dockets": .array(
        counts.dockets.map { docket in
          [
            "docket": .string(docket.docket.rawValue), "title": JSONValue(docket.docket.title),
            "open": JSONValue(docket.open), "awaiting_confirmation": JSONValue(docket.awaitingConfirmation),
            "closed": JSONValue(docket.closed),
          ]
        }),
      "routes": .array(
        counts.routes.map { route in
          [
            "route": .string(route.route.rawValue), "title": JSONValue(route.route.title),
            "cases": JSONValue(route.cases),
          ]
        }),
      "dead_letters_waiting": JSONValue(counts.deadLettersWaiting),
      "recent": [
        "seconds": JSONValue(FlowRecent.seconds), "registered": .array(recent.registered.map { JSONValue($0) }),
        "settled": .array(recent.settled.map { JSONValue($0) }),
      ],
    ]
  }
}

/// How much was registered and settled in each of the last intervals, the oldest first.
struct FlowRecent: Sendable, Hashable {
  /// The length of an interval.
  static let seconds: Int64 = 10
  /// How many intervals are kept: ten minutes.
  static let count = 60

  private(set) var registered = [Int64](repeating: 0, count: Self.count)
  private(set) var settled = [Int64](repeating: 0, count: Self.count)
  private var interval: Int64?
  private var last: (registered: Int64, settled: Int64)?

  /// Takes in the sums at a moment, milliseconds since 1970-01-01 UTC. The first sums are the ground on which later ones
  /// are counted.
  mutating func note(registered: Int64, settled: Int64, at now: Int64) {
    let current = now / (1_000 * Self.seconds)
    let steps = min(max(0, current - (interval ?? current)), Int64(Self.count))
    for _ in 0..<steps { shift() }
    interval = max(current, interval ?? current)
    if let last {
      self.registered[Self.count - 1] += max(0, registered - last.registered)
      self.settled[Self.count - 1] += max(0, settled - last.settled)
    }
    last = (registered, settled)
  }

  private mutating func shift() {
    registered.removeFirst()
    registered.append(0)
    settled.removeFirst()
    settled.append(0)
  }

  /// Two pictures are the same when they look the same.
  static func == (a: Self, b: Self) -> Bool { a.registered == b.registered && a.settled == b.settled }

  func hash(into hasher: inout Hasher) {
    hasher.combine(registered)
    hasher.combine(settled)
  }
}
