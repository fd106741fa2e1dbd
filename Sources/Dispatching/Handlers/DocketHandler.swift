public import Casebook
public import Casework
public import EventLog
public import Logging
import Messages
import Metrics
public import ServiceLifecycle

/// Works one docket: opens the case of every routed request, once.
///
/// The cases and the next offset of each partition go into the casebook in one transaction, and the handler starts from
/// the offsets that the casebook holds. So a crash anywhere neither loses nor doubles a case, and a restored casebook
/// gets again what it lost.
public struct DocketHandler: Service {
  let docket: Docket
  let casebook: Casebook
  let log: any EventLog
  let reader: DocketRecordReader
  let signal: OutboxSignal
  let memberID: String
  let batchSize: Int
  let logger: Logger
  private let opened: Counter
  private let repeated: Counter
  private let refused: Counter

  public init(
    docket: Docket, casebook: Casebook, log: any EventLog, reader: DocketRecordReader, signal: OutboxSignal,
    memberID: String, batchSize: Int = 500, logger: Logger
  ) {
    self.docket = docket
    self.casebook = casebook
    self.log = log
    self.reader = reader
    self.signal = signal
    self.memberID = memberID
    self.batchSize = batchSize
    self.logger = logger
    func counter(_ result: String) -> Counter {
      Counter(label: "fenliu_handler_requests_total", dimensions: [("docket", docket.rawValue), ("result", result)])
    }
    opened = counter("opened")
    repeated = counter("repeated")
    refused = counter("refused")
  }

  /// The consumer group of a docket's handlers.
  public static func group(of docket: Docket) -> String { "fenliu.handler.\(docket.rawValue)" }

  /// Runs until a graceful shutdown, which finishes the batch under way.
  public func run() async throws {
    let (docket, group, memberID, batchSize) = (docket, Self.group(of: docket), memberID, batchSize)
    let start = StartOffsets(casebook: casebook, log: log, logger: logger)
    try await ConsumerLoop(name: "handler.\(docket.rawValue)", logger: logger).run(
      log: log, isTransient: Transience.isTransient,
      subscription: { cluster in
        Subscription(
          group: group, topics: [docket.topic], memberID: memberID, maxRecords: batchSize,
          startOffsets: { try await start.offsets(of: $0, group: group, cluster: cluster) })
      }
    ) { batch, cluster in
      try await work(batch, group: group, cluster: cluster)
    }
  }

  private func work(_ batch: any RecordBatch, group: String, cluster: String) async throws {
    var cases: [NewCase] = []
    var letters: [OutboxRecord] = []
    for record in batch.records {
      switch reader.read(record, cluster: cluster, docket: docket) {
      case .request(let newCase): cases.append(newCase)
      case .unreadable(let letter): letters.append(letter)
      }
    }
    let openings = try await casebook.open(
      cases, deadLetters: letters, positions: batch.positions(group: group, cluster: cluster))
    signal.ring()
    count(openings, unreadable: letters.count)
    try await batch.commit(appending: [])
  }

  private func count(_ openings: [Opening], unreadable: Int) {
    var (new, old, bad) = (0, 0, unreadable)
    for opening in openings {
      switch opening {
      case .opened: new += 1
      case .repeated: old += 1
      case .conflict: bad += 1
      }
    }
    opened.increment(by: new)
    repeated.increment(by: old)
    refused.increment(by: bad)
  }
}
