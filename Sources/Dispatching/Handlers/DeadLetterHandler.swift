public import Casebook
public import EventLog
public import Logging
import Messages
import Metrics
public import ServiceLifecycle

/// Reads the dead letters into the casebook, where a person finds them, and marks the registrations they belong to.
public struct DeadLetterHandler: Service {
  public static let group = "fenliu.handler.dead-letter"

  let casebook: Casebook
  let log: any EventLog
  let memberID: String
  let batchSize: Int
  let logger: Logger
  private let stored = Counter(label: "fenliu_dead_letters_total")

  public init(casebook: Casebook, log: any EventLog, memberID: String, batchSize: Int = 500, logger: Logger) {
    self.casebook = casebook
    self.log = log
    self.memberID = memberID
    self.batchSize = batchSize
    self.logger = logger
  }

  /// Runs until a graceful shutdown, which finishes the batch under way.
  public func run() async throws {
    let (start, memberID, batchSize) = (StartOffsets(casebook: casebook, log: log, logger: logger), memberID, batchSize)
    try await ConsumerLoop(name: "handler.dead-letter", logger: logger).run(
      log: log, isTransient: Transience.isTransient,
      subscription: { cluster in
        Subscription(
          group: Self.group, topics: [DeadLetter.topic], memberID: memberID, maxRecords: batchSize,
          startOffsets: { try await start.offsets(of: $0, group: Self.group, cluster: cluster) })
      }
    ) { batch, cluster in
      let arrivals = batch.records.map { DeadLetterArrival($0, cluster: cluster) }
      try await casebook.store(arrivals, positions: batch.positions(group: Self.group, cluster: cluster))
      stored.increment(by: arrivals.count)
      try await batch.commit(appending: [])
    }
  }
}
