import Casebook
import Casework
import Formats
import HTTPServer
import Messages

/// `/v1/cases`: looking at cases and moving them.
struct CaseRoutes: Sendable {
  let casebook: Casebook

  /// `GET /v1/cases`: those that fit, newest first; `next` goes into `before` of the page after.
  func list(_ request: HTTPRequest) async throws -> HTTPResponse {
    let filter = try CaseFilter(QueryReader(request))
    let cases = try await casebook.cases(filter)
    let next = cases.count == filter.limit ? cases.last?.id : nil
    let answer: JSONValue = ["cases": .array(cases.map(CaseJSON.summary)), "next": JSONValue(next)]
    return .json(answer.bytes)
  }

  /// `GET /v1/cases/{number}`: everything about one case, personal data covered.
  func show(_ request: HTTPRequest, number: String) async throws -> HTTPResponse {
    var query = QueryReader(request)
    try query.finish()
    let file = try await file(number)
    return .json(CaseJSON.file(file, opened: [], mask: PersonalMask(parties: file.parties)).bytes)
  }

  /// `POST /v1/cases/{number}/events`: one step; answers with the event that was appended.
  func move(_ request: HTTPRequest, number: String) async throws -> HTTPResponse {
    var body = try await BodyReader(request)
    let move = Move(
      number: try Self.number(number), event: body.required("event"), actor: body.required("actor"),
      role: body.optional("role"), organ: body.optional("organ"), reason: body.required("reason"),
      day: body.date("day"), data: body.fields("data").map { ExtraField(name: $0.name, value: $0.value) },
      expectedSequence: body.integer("expected_sequence"), correction: body.correction())
    try body.finish()
    do {
      return .json(CaseEventCodec.encode(try await casebook.move(move)))
    } catch let refusal as MoveRefusal {
      throw try await refusal.problem(casebook, number: move.number)
    } catch let error as CasebookError {
      throw error.problem ?? error
    }
  }

  /// The case; one that does not exist, and a number that is none, are answered 404.
  func file(_ number: String) async throws -> CaseFile {
    do {
      return try await casebook.caseFile(try Self.number(number))
    } catch let error as CasebookError {
      throw error.problem ?? error
    }
  }

  private static func number(_ text: String) throws -> String {
    guard let number = CaseNumber(text) else {
      throw ProblemDetails(
        .notFound, detail: "没有这个案件；请核对编号（含校验位） / no such case: verify the number, check digit included")
    }
    return number.description
  }
}
