public import Casework
import Database
public import Messages

/// What stands where, in numbers. Nothing in it tells a sealed case from another except the docket's own count.
public struct FlowCounts: Sendable, Hashable {
  public var registered: Int64
  public var repeated: Int64
  /// What was registered, by kind.
  public var kinds: [KindCount]
  /// Registered, and not every request in a docket or a dead letter yet.
  public var inFlight: Int64
  public var dockets: [DocketCount]
  public var routes: [RouteCount]
  public var deadLettersWaiting: Int64

  public struct KindCount: Sendable, Hashable {
    public var kind: Submission.Kind
    public var registered: Int64
  }

  public struct DocketCount: Sendable, Hashable {
    public var docket: Docket
    public var open: Int64
    public var awaitingConfirmation: Int64
    public var closed: Int64
  }

  public struct RouteCount: Sendable, Hashable {
    public var route: RouteCode
    public var cases: Int64
  }
}

extension Casebook {
  /// Counts what stands where, on one snapshot.
  public func flowCounts() async throws -> FlowCounts {
    try await database.read { connection in
      func count(_ sql: String) throws -> Int64 { try connection.scalar(sql) ?? 0 }
      var dockets = Dictionary(
        uniqueKeysWithValues: Docket.allCases.map {
          ($0, FlowCounts.DocketCount(docket: $0, open: 0, awaitingConfirmation: 0, closed: 0))
        })
      var routes: [RouteCode: Int64] = [:]
      try connection.forEachRow(
        """
        SELECT docket, route, closed_at IS NOT NULL, awaits_confirmation, count(*)
        FROM case_file GROUP BY docket, route, closed_at IS NOT NULL, awaits_confirmation
        """, []
      ) { row in
        guard let docket = Docket(rawValue: try row.get(0)), let route = RouteCode(rawValue: try row.get(1)) else {
          throw CasebookError.inconsistent("a case has an unknown docket or route")
        }
        let cases: Int64 = try row.get(4)
        routes[route, default: 0] += cases
        if try row.get(2) {
          dockets[docket]?.closed += cases
        } else {
          dockets[docket]?.open += cases
          if try row.get(3) { dockets[docket]?.awaitingConfirmation += cases }
        }
        return true
      }
      var kinds: [Submission.Kind: Int64] = [:]
      try connection.forEachRow("SELECT kind, count(*) FROM registration GROUP BY kind", []) { row in
        guard let kind = Submission.Kind(rawValue: try row.get(0)) else {
          throw CasebookError.inconsistent("a registration has an unknown kind")
        }
        kinds[kind] = try row.get(1)
        return true
      }
      let registered = kinds.values.reduce(0, +)
      let settled = try Settlement.settled(on: connection)
      return FlowCounts(
        registered: registered, repeated: try count("SELECT coalesce(sum(times), 0) FROM repetition"),
        kinds: Submission.Kind.allCases.map { .init(kind: $0, registered: kinds[$0] ?? 0) },
        inFlight: registered - settled, dockets: Docket.allCases.compactMap { dockets[$0] },
        routes: RouteCode.allCases.compactMap { route in
          routes[route].map { FlowCounts.RouteCount(route: route, cases: $0) }
        },
        deadLettersWaiting: try count("SELECT count(*) FROM dead_letter WHERE status = 'waiting'"))
    }
  }
}
