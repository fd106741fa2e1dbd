import Crypto
public import EventLog
public import Logging
public import Messages
import Metrics
public import Routing
public import Rulebook
public import ServiceLifecycle

/// Consumes the intake topics and decides the route of every request: validates again, seals what others sent open,
/// splits, decides, and produces to the dockets in one atomic step with its offsets. It reads no database.
public struct Router: Service {
  public static let group = "fenliu.router"

  let log: any EventLog
  let router: RecordRouter
  let memberID: String
  let batchSize: Int
  let now: @Sendable () -> Int64
  let logger: Logger
  private let routed = Counter(label: "fenliu_router_requests_total")
  private let refused = Counter(label: "fenliu_router_refused_total")

  public init(
    log: any EventLog, list: DecisionList, listVersion: String, sealer: AccusationSealer, digest: ContentDigest,
    routes: RouteTable, regions: RegionIndex?, memberID: String, batchSize: Int = 1_000,
    now: @escaping @Sendable () -> Int64, logger: Logger
  ) {
    self.log = log
    self.router = RecordRouter(
      list: list, listVersion: listVersion, sealer: sealer, digest: digest, routes: routes, regions: regions)
    self.memberID = memberID
    self.batchSize = batchSize
    self.now = now
    self.logger = logger
  }

  /// Runs until a graceful shutdown, which finishes the batch under way.
  public func run() async throws {
    let subscription = Subscription(
      group: Self.group, topics: Submission.Kind.allCases.map(\.topic), memberID: memberID, maxRecords: batchSize)
    try await ConsumerLoop(name: "router", logger: logger).process(
      log: log, isTransient: Transience.isTransient, subscription: subscription
    ) { records in
      let outcomes = try await route(records)
      return ProcessedBatch(outputs: outcomes.flatMap(\.records)) {
        for outcome in outcomes {
          switch outcome {
          case .routed(let records): routed.increment(by: records.count)
          case .deadLetter: refused.increment()
          }
        }
      }
    }
  }

  /// Decides a batch on all cores; the outcomes stand in the order of the records.
  private func route(_ records: [ConsumedRecord]) async throws -> [RecordRouter.Outcome] {
    let share = 128
    let now = now()
    guard records.count > share else { return try records.map { try router.route($0, at: now) } }
    return try await withThrowingTaskGroup(of: (Int, [RecordRouter.Outcome]).self) { group in
      for start in stride(from: 0, to: records.count, by: share) {
        group.addTask {
          let part = records[start..<min(start + share, records.count)]
          return (start, try part.map { try router.route($0, at: now) })
        }
      }
      var parts: [(Int, [RecordRouter.Outcome])] = []
      for try await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }
}
