import Casework
import Crypto
import Database
import Foundation
import Messages
import Threading

@testable import Casebook

/// A casebook on a file of its own, with a clock turned by hand and a small procedure.
final class CasebookFixture: Sendable {
  let database: SQLiteDatabase
  let casebook: Casebook
  let clock: Lock<Int64>
  private let folder: URL

  /// 2026-11-23 09:00 in Shanghai.
  static let start: Int64 = 1795395600000

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let clock = Lock(Self.start)
    self.clock = clock
    database = try await SQLiteDatabase(path: folder.appending(path: "casebook.db").path)
    casebook = try await Casebook(
      database: database, procedures: [Self.procedure, TimedProcedure.procedure], routes: Self.routes,
      law: TimedProcedure.law, numberPrefix: "QY",
      now: { clock.withLock { $0 } })
  }

  func close() async {
    await database.close()
    try? FileManager.default.removeItem(at: folder)
  }

  func advance(milliseconds: Int64) {
    clock.withLock { $0 += milliseconds }
  }

  static let routes = RouteCode.allCases.map { route in
    RouteAssignment(
      route: route, docket: route == .supervision ? .supervision : .workOrder,
      procedure: route == .reconsideration ? "timed" : "small",
      firstState: route == .reconsideration ? "received" : "open",
      awaitsConfirmation: route == .supervision || route == .notAccepted)
  }

  static let procedure = Procedure(
    id: "small", title: Bilingual("小程序", "small"), initial: "open", initialAlternatives: [],
    states: [
      ProcedureState(id: "open", title: Bilingual("已登记", "open")),
      ProcedureState(id: "working", title: Bilingual("办理中", "working")),
      ProcedureState(
        id: "done", title: Bilingual("办结", "done"),
        outcome: StateOutcome(code: "settled", title: Bilingual("已办结", "settled"), detail: "result")),
    ],
    transitions: [
      Transition(
        event: "start", title: Bilingual("开始", "start"), from: ["open"], to: "working", actors: ["unit"],
        basis: "design"),
      Transition(
        event: "finish", title: Bilingual("办结", "finish"), from: ["working"], to: "done", actors: ["unit"],
        basis: "design", requires: [result], settles: ["by": "unit"]),
    ],
    data: [result], isOfficeRule: true)

  static let result = ProcedureDatum(
    name: "result", title: Bilingual("结果", "result"),
    form: .oneOf([
      DatumValue(code: "agreed", title: Bilingual("达成", "agreed")),
      DatumValue(code: "failed", title: Bilingual("不成", "failed")),
    ]))

  static func registrable(_ id: String, digest: String = "d1", text: String = "路灯不亮") -> Registrable {
    let submission = Submission(
      key: BusinessKey(source: "test", externalID: id), receivedAt: start - 60_000, channel: .phone,
      region: "441802", text: text,
      details: .hotline(HotlineDetails(matter: .help, caller: Caller(disclosure: .anonymous))))
    return Registrable(submission, contentDigest: digest, body: SubmissionCodec.encode(submission))
  }

  static func newCase(
    _ id: String, request: Int = 1, of count: Int = 1, route: RouteCode = .hotline, offset: Int64 = 0,
    digest: String = "d1", cluster: String = "c1"
  ) -> NewCase {
    let registrable = registrable(id, digest: digest)
    let entry = DocketEntry(
      key: registrable.key, kind: .hotline, request: request, requestCount: count, isPrimary: request == 1,
      docket: route == .supervision ? .supervision : .workOrder,
      decision: RouteDecision(
        route: route, gate: "G17", confidence: .high,
        reasons: [RouteReason(signal: "repair", field: "text", words: "不亮", offset: 2)],
        articles: [LegalBasis(text: "信访工作条例第31条", standing: .primary)], flags: ["group"]),
      excerpt: nil, decidedAt: start, listVersion: "v1",
      origin: DocketEntry.Origin(topic: "intake.hotline", partition: 0, offset: offset), contentDigest: digest,
      submission: registrable.body)
    return NewCase(
      entry: entry, cluster: cluster, parties: [Party(role: .caller, kind: .natural, name: "某先生")],
      registrable: registrable)
  }
}

/// Runs a body with a fresh fixture and closes it.
func withCasebook(_ body: (CasebookFixture) async throws -> Void) async throws {
  let fixture = try await CasebookFixture()
  do {
    try await body(fixture)
  } catch {
    await fixture.close()
    throw error
  }
  await fixture.close()
}
