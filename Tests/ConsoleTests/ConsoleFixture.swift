import Casebook
import Casework
import Crypto
import Database
import EventLog
import Foundation
import HTTPServer
import Intake
import Logging
import Messages
import Threading

@testable import Commands
@testable import Console

/// A console on a server of its own, with a casebook in a file and a desk that can be told to fail.
final class ConsoleFixture: Sendable {
  let database: SQLiteDatabase
  let casebook: Casebook
  let desk: TestDesk
  let board: FlowBoard
  let server: HTTPServer
  let client: HTTPClient
  let isReady = Lock(true)
  private let polling: Task<Void, any Error>
  private let folder: URL

  /// 2026-11-23 09:00 in Shanghai.
  static let now: Int64 = 1_795_395_600_000

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "console-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    database = try await SQLiteDatabase(path: folder.appending(path: "casebook.db").path)
    casebook = try await Casebook(
      database: database, procedures: [Self.procedure], routes: Self.routes, numberPrefix: "QY", now: { Self.now })
    desk = TestDesk(casebook: casebook)
    let flow = TestFlow()
    let board = FlowBoard(casebook: casebook, flow: flow, now: { Self.now })
    self.board = board
    let isReady = self.isReady
    let services = ConsoleServices(
      desk: desk, keys: SubmissionKeys(TestDesk.digest), casebook: casebook, flow: flow,
      context: { ValidationContext(now: Self.now, channel: .other, mayLackExternalID: true) },
      regionName: { $0 == "441802" ? "清城区<b>" : nil }, metrics: { Array("fenliu_up 1\n".utf8) },
      isReady: { isReady.withLock { $0 } })
    let logger = Logger(label: "console") { _ in SwiftLogNoOpLogHandler() }
    server = HTTPServer(
      HTTPServerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: 0)]),
      handler: ConsoleRouter.make(services, board: board, bodyLimit: 4 << 20, logger: logger))
    let address = try await server.start()[0]
    client = HTTPClient(.url(address.description))
    polling = Task { try await board.run() }
  }

  func close() async {
    polling.cancel()
    try? await polling.value
    client.close()
    await server.drain()
    await database.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Sends one request.
  func send(
    _ method: String, _ path: String, _ body: String? = nil, type: String = "application/json"
  ) async throws -> Answer {
    let request = HTTPClientRequest(
      method, path, headers: body == nil ? [] : [("Content-Type", type)],
      body: body.map { .bytes(Array($0.utf8)) } ?? .none
    )
    let (response, bytes) = try await client.send(request)
    return Answer(response: response, text: String(decoding: bytes, as: UTF8.self))
  }

  /// Registers a matter and opens its case.
  func open(_ id: String, route: RouteCode = .hotline, text: String = "路灯不亮", words: String = "不亮") async throws
    -> String
  {
    let submission = Submission(
      key: BusinessKey(source: "test", externalID: id), receivedAt: Self.now - 60_000, channel: .phone,
      region: "441802",
      text: text,
      details: .hotline(
        HotlineDetails(matter: .help, caller: Caller(disclosure: .named, name: "张三丰", telephone: "13812345678"))))
    let registrable = Registrable(submission, contentDigest: id, body: SubmissionCodec.encode(submission))
    let docket: Docket = route == .supervision ? .supervision : .workOrder
    let entry = DocketEntry(
      key: registrable.key, kind: .hotline, request: 1, requestCount: 1, isPrimary: true, docket: docket,
      decision: RouteDecision(
        route: route, gate: "G17", confidence: .high,
        reasons: [RouteReason(signal: "repair", field: "text", words: words, offset: 0)], articles: [], flags: ["group"]
      ),
      excerpt: nil, decidedAt: Self.now, listVersion: "v1",
      origin: DocketEntry.Origin(topic: "intake.hotline", partition: 0, offset: Int64(id) ?? 0), contentDigest: id,
      submission: registrable.body)
    let party = Party(role: .caller, kind: .natural, name: "张三丰", telephone: "13812345678")
    let openings = try await casebook.open(
      [NewCase(entry: entry, cluster: "c", parties: [party], registrable: registrable)], positions: [])
    guard case .opened(let number) = openings.first else { throw CasebookError.inconsistent("not opened") }
    return number.description
  }

  /// Lets a dead letter arrive.
  func deadLetter(_ offset: Int64, message: String = "not JSON") async throws {
    let origin = DocketEntry.Origin(topic: "dead-letter", partition: 0, offset: offset)
    let source = RecordCoordinates(TopicPartition("intake.hotline", 0), offset)
    let letter = DeadLetter(
      errorClass: "unreadable", message: message, stage: "router", source: source, attempts: 1, firstFailedAt: Self.now)
    try await casebook.store(
      [
        DeadLetterArrival(
          cluster: "c", position: origin, letter: letter, key: nil, value: Array("秘密".utf8), headers: [])
      ], positions: [])
  }

  static let routes = RouteCode.allCases.map { route in
    RouteAssignment(
      route: route, docket: route == .supervision ? .supervision : .workOrder, procedure: "small", firstState: "open",
      awaitsConfirmation: route == .supervision || route == .notAccepted)
  }

  static let procedure = Procedure(
    id: "small", title: Bilingual("小程序", "small"), initial: "open", initialAlternatives: [],
    states: [
      ProcedureState(id: "open", title: Bilingual("已登记", "open")),
      ProcedureState(
        id: "done", title: Bilingual("办结", "done"),
        outcome: StateOutcome(code: "settled", title: Bilingual("已办结", "settled"), detail: "result")),
    ],
    transitions: [
      Transition(
        event: "finish", title: Bilingual("办结", "finish"), from: ["open"], to: "done", actors: ["unit"],
        basis: "design",
        requires: [result])
    ],
    data: [result], isOfficeRule: true)

  static let result = ProcedureDatum(name: "result", title: Bilingual("结果", "result"), form: .text)
}

/// An answer with its text.
struct Answer {
  var response: HTTPClientResponse
  var text: String
  var status: Int { response.status }
}

/// A desk that registers without sealing, and fails when it is told to.
struct TestDesk: SubmissionSink {
  static let digest = ContentDigest(secret: SymmetricKey(Array(repeating: 7, count: 32)))

  let casebook: Casebook
  let failure = Lock<CasebookError?>(nil)

  func accept(_ submissions: [Submission]) async throws -> [Receipt] {
    if let failure = failure.withLock({ $0 }) { throw failure }
    let registrables = submissions.map {
      Registrable($0, contentDigest: Self.digest.digest(of: $0), body: SubmissionCodec.encode($0))
    }
    return try await casebook.accept(registrables).map { Receipt(acceptance: $0, queryCode: "CODE", findings: []) }
  }
}

/// A log where nothing waits.
struct TestFlow: FlowStatus {
  func waiting() async throws -> FlowWaiting { FlowWaiting(relay: 1, router: 2, handlers: 3) }
}

/// Runs a body with a fresh fixture and closes it.
func withConsole(_ body: (ConsoleFixture) async throws -> Void) async throws {
  let fixture = try await ConsoleFixture()
  do {
    try await body(fixture)
  } catch {
    await fixture.close()
    throw error
  }
  await fixture.close()
}
