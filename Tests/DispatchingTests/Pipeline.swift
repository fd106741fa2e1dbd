import Casebook
import Casework
import Crypto
import Database
import Dispatching
import EventLog
import EventLogSQLite
import Foundation
import Intake
import Logging
import Messages
import Routing
import Rulebook
import ServiceLifecycle
import Testing

/// The rules in this repository, read once for all tests.
enum HouseRules {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static let rulebook = Result {
    try Rulebook.load(configFolder: "\(root)/Config", topicsFolder: "\(root)/Topics")
  }

  static let list = Result {
    let file = "\(root)/Config/routing.yaml"
    return try DecisionList(
      yaml: Array(try Data(contentsOf: URL(filePath: file))), file: file, regions: try rulebook.get().regions)
  }
}

/// Everything between the desk and the cases, on files of its own.
final class Pipeline: Sendable {
  let folder: URL
  let rulebook: Rulebook
  let list: DecisionList
  let secret = SymmetricKey(Array(repeating: 7, count: 32))
  let supervisionKey: PrivateKey

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pipeline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    rulebook = try HouseRules.rulebook.get()
    list = try HouseRules.list.get()
    supervisionKey = try PrivateKey(generating: .international)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// What is open during one run.
  struct Run: Sendable {
    let casebook: Casebook
    /// What the roles see of it; ``log`` itself is always there.
    let rolesLog: AwayLog
    let log: EventLogSQLite
    let desk: IntakeDesk
    let database: SQLiteDatabase

    /// Waits until everything accepted is settled and all lags are gone; fails after a minute.
    func settle() async throws {
      for _ in 0..<6_000 {
        let counts = try await casebook.flowCounts()
        let position = try await log.publisherPosition(id: Relay.publisherID) ?? 0
        if counts.inFlight == 0, try await casebook.outboxBacklog(after: position) == 0, try await lag() == 0 { return }
        try await Task.sleep(for: .milliseconds(10))
      }
      Issue.record("the pipeline did not settle: \(try await casebook.flowCounts())")
    }

    private func lag() async throws -> Int64 {
      let groups: [(String, [String])] =
        [(Router.group, Submission.Kind.allCases.map(\.topic)), (DeadLetterHandler.group, [DeadLetter.topic])]
        + Docket.allCases.map { (DocketHandler.group(of: $0), [$0.topic]) }
      var lag: Int64 = 0
      for (group, topics) in groups {
        let committed = try await log.committedOffsets(group: group)
        for topic in topics {
          for (partition, marks) in try await log.watermarks(topic: topic) {
            lag += marks.high - (committed[partition] ?? 0)
          }
        }
      }
      return lag
    }
  }

  /// Opens the files, runs every role, lets `body` work, and shuts down gracefully.
  ///
  /// - Parameter isAway: whether the log does not answer the roles at first.
  func run(roles: Bool = true, isAway: Bool = false, _ body: @Sendable @escaping (Run) async throws -> Void)
    async throws
  {
    let now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000) }
    let database = try await SQLiteDatabase(path: folder.appending(path: "casebook.db").path)
    let casebook = try await Casebook(
      database: database, procedures: rulebook.procedures, routes: rulebook.routes.rows, numberPrefix: "QY", now: now)
    let log = try await EventLogSQLite(path: folder.appending(path: "log.db").path)
    try await log.ensure(
      topics: rulebook.topics.map { TopicSpecification(name: $0.name, partitions: Int32($0.embeddedPartitions)) })
    let rolesLog = AwayLog(log, isAway: isAway)
    let signal = OutboxSignal()
    let sealer = AccusationSealer(list: list, recipient: supervisionKey.publicKey)
    let digest = ContentDigest(secret: secret)
    let run = Run(
      casebook: casebook, rolesLog: rolesLog, log: log,
      desk: IntakeDesk(
        casebook: casebook, sealer: sealer, digest: digest, queryCodes: QueryCodes(secret: secret),
        onCommit: { signal.ring() }),
      database: database)
    let logger = Logger(label: "pipeline") { _ in SwiftLogNoOpLogHandler() }
    let reader = DocketRecordReader { ValidationContext(now: now()) }
    var services: [any Service] = Docket.allCases.map {
      DocketHandler(
        docket: $0, casebook: casebook, log: rolesLog, reader: reader, signal: signal, memberID: "a", logger: logger)
    }
    services.append(DeadLetterHandler(casebook: casebook, log: rolesLog, memberID: "a", logger: logger))
    services.append(
      Router(
        log: rolesLog, list: list, listVersion: "test", sealer: sealer, digest: digest, routes: rulebook.routes,
        regions: nil, memberID: "a", now: now, logger: logger))
    services.append(Relay(casebook: casebook, log: rolesLog, signal: signal, logger: logger))
    if roles {
      let group = ServiceGroup(configuration: .init(services: services, logger: logger))
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        try await body(run)
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      }
    } else {
      try await body(run)
    }
    await log.close()
    await database.close()
  }
}

/// A hotline matter.
func hotlineMatter(_ id: String, _ text: String, region: String? = "441802") -> Submission {
  Submission(
    key: BusinessKey(source: "test", externalID: id), receivedAt: 1_795_395_600_000, channel: .phone, region: region,
    text: text,
    details: .hotline(
      HotlineDetails(matter: nil, caller: Caller(disclosure: .named, name: "某女士", telephone: "13800000000"))))
}
