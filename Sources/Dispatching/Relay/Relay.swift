public import Casebook
public import EventLog
public import Logging
import Messages
import Metrics
public import ServiceLifecycle

/// Publishes the casebook's outbox: submissions to the intake topics, events to `case-events`, and whole records to
/// where they are addressed, in the order of their commits.
///
/// The rows and the relay's own position go into the log in one atomic step, and the position is read back from there at
/// the start: however it ends, no row is lost and none is sent twice. An older relay that still runs is fenced.
public struct Relay: Service {
  /// The identity where the log belongs to one installation alone.
  public static let publisherID = "fenliu.relay"

  let casebook: Casebook
  let log: any EventLog
  let publisherID: String
  let signal: OutboxSignal
  let batchSize: Int
  let logger: Logger
  private let published = Counter(label: "fenliu_relay_published_total")

  /// - Parameters:
  ///   - publisherID: names the outbox on the log; installations that share a log have each their own.
  ///   - signal: rung when something was committed to the outbox; without it the outbox is looked at every 200 ms.
  ///   - batchSize: the largest number of rows in one atomic step.
  public init(
    casebook: Casebook, log: any EventLog, publisherID: String = Self.publisherID, signal: OutboxSignal,
    batchSize: Int = 1_000, logger: Logger
  ) {
    self.casebook = casebook
    self.log = log
    self.publisherID = publisherID
    self.signal = signal
    self.batchSize = batchSize
    self.logger = logger
  }

  /// Runs until a graceful shutdown, which publishes what is in the outbox by then.
  public func run() async throws {
    var retry = Retry()
    while !Task.isCancelled {
      do {
        try await relay { retry = Retry() }
        return
      } catch  where Transience.isTransient(error) {
        logger.warning("the outbox waits: the log cannot be written", metadata: ["error": "\(error)"])
        // What is in the outbox is on disk, and goes out after the next start.
        if Task.isShuttingDownGracefully { return }
        try await retry.wait()
      }
    }
  }

  private func relay(onProgress: () -> Void) async throws {
    let publisher = try await log.publisher(id: publisherID)
    let last = try await publisher.position()
    if last == nil {
      let count = try await casebook.requeueUnsettled()
      if count > 0 { logger.notice("nothing is published on this log yet", metadata: ["put out again": "\(count)"]) }
    }
    var position = last ?? 0
    var sincePruning = 0
    while !Task.isCancelled {
      let rows = try await casebook.outbox(after: position, limit: batchSize)
      guard let last = rows.last else {
        if Task.isShuttingDownGracefully { return }
        await signal.wait(atMost: .milliseconds(200))
        continue
      }
      try await publisher.append(rows.map(OutgoingRecords.record), position: last.id)
      position = last.id
      onProgress()
      published.increment(by: rows.count)
      sincePruning += rows.count
      if sincePruning >= 20_000 {
        // What is out is out: the log has the position. Pruning in small bites keeps the writer free.
        try await casebook.pruneOutbox(through: position, limit: sincePruning)
        sincePruning = 0
      }
    }
  }
}
