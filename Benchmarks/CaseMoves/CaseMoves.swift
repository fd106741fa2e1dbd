import Casebook
import Casework
import Database
import Foundation
import Messages
import Rulebook

/// Opens work orders and moves them through their procedure, many at once, each step durable before the next; prints one
/// line of JSON. `CaseMoves CONFIG TOPICS CASES OFFICERS`
@main
enum CaseMoves {
  /// The way of a work order that is dispatched, worked and answered, with the roles that take the steps.
  static let way = ["triage", "dispatch", "sign", "start", "reply"]

  static func main() async throws {
    let words = CommandLine.arguments
    guard words.count == 5, let cases = Int(words[3]), let officers = Int(words[4]), cases > 0, officers > 0 else {
      throw BenchFailure("CaseMoves CONFIG TOPICS CASES OFFICERS")
    }
    let rulebook = try Rulebook.load(configFolder: words[1], topicsFolder: words[2])
    let folder = FileManager.default.temporaryDirectory.appending(path: "moves-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = try await SQLiteDatabase(path: folder.appending(path: "casebook.db").path)
    let casebook = try await Casebook(
      database: database, procedures: rulebook.procedures, routes: rulebook.routes.rows,
      law: ClockLaw(deadlines: rulebook.deadlines, calendar: rulebook.workingCalendar),
      numberPrefix: "QY", now: { Int64(Date().timeIntervalSince1970 * 1_000) })
    let numbers = try await open(cases, casebook)
    guard let procedure = rulebook.procedure("hotline_work_order") else { throw BenchFailure("no work orders") }
    let steps = try way.map { try Step($0, procedure) }
    let clock = ContinuousClock()
    let began = clock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for officer in 0..<officers {
        group.addTask {
          for number in stride(from: officer, to: numbers.count, by: officers).map({ numbers[$0] }) {
            for step in steps { _ = try await casebook.move(step.move(of: number)) }
          }
        }
      }
      try await group.waitForAll()
    }
    let seconds = (clock.now - began) / .seconds(1)
    let replay = try await casebook.auditReplay()
    guard replay.faults.isEmpty else { throw BenchFailure("\(replay.faults.prefix(3))") }
    await database.close()
    let moves = cases * steps.count
    print(
      #"{"moves":\#(moves),"seconds":\#(seconds),"rate":\#(Double(moves) / seconds),"clocks":\#(replay.clocks)}"#)
  }

  /// Opens the cases and gives their numbers.
  private static func open(_ count: Int, _ casebook: Casebook) async throws -> [String] {
    var numbers: [String] = []
    for first in stride(from: 0, to: count, by: 1_000) {
      let batch = (first..<min(first + 1_000, count)).map(newCase)
      numbers += try await casebook.open(batch, positions: []).compactMap { opening in
        if case .opened(let number) = opening { number.description } else { nil }
      }
    }
    return numbers
  }

  private static func newCase(_ ordinal: Int) -> NewCase {
    let submission = Submission(
      key: BusinessKey(source: "bench", externalID: "\(ordinal)"),
      receivedAt: Int64(Date().timeIntervalSince1970 * 1_000) - 60_000, channel: .phone, region: "441802",
      text: "路灯不亮", details: .hotline(HotlineDetails(matter: .complaint, caller: Caller(disclosure: .anonymous))))
    let registrable = Registrable(submission, contentDigest: "\(ordinal)", body: SubmissionCodec.encode(submission))
    let entry = DocketEntry(
      key: registrable.key, kind: .hotline, request: 1, requestCount: 1, isPrimary: true, docket: .workOrder,
      decision: RouteDecision(route: .hotline, gate: "G17", confidence: .high, reasons: [], articles: []),
      excerpt: nil, decidedAt: registrable.receivedAt, listVersion: "bench",
      origin: DocketEntry.Origin(topic: "intake.hotline", partition: 0, offset: Int64(ordinal)),
      contentDigest: "\(ordinal)", submission: registrable.body)
    return NewCase(entry: entry, cluster: "bench", parties: [], registrable: registrable)
  }
}

/// A step of the way, with data of the forms it asks for.
struct Step: Sendable {
  var event: String
  var role: String
  var data: [ExtraField]

  init(_ event: String, _ procedure: Procedure) throws {
    guard let transition = procedure.transitions.first(where: { $0.event == event }), let role = transition.actors.first
    else { throw BenchFailure("no step \(event)") }
    self.event = event
    self.role = role
    data = (transition.requires + transition.needs).map { ExtraField(name: $0.name, value: $0.form.specimen) }
  }

  func move(of number: String) -> Move {
    Move(number: number, event: event, actor: "bench", role: role, reason: "bench", data: data)
  }
}

extension ProcedureDatum.Form {
  /// A value of the form.
  var specimen: String {
    switch self {
    case .text, .organ, .caseNumber: "某局"
    case .date: LocalDate(instant: Int64(Date().timeIntervalSince1970 * 1_000)).description
    case .timestamp: Timestamp.format(Int64(Date().timeIntervalSince1970 * 1_000))
    case .integer, .amount: "1"
    case .boolean: "true"
    case .oneOf(let values): values.first?.code ?? ""
    }
  }
}

struct BenchFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) {
    self.description = description
  }
}
