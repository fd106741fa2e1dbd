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
      organ: body.optional("organ"), reason: body.required("reason"),
      data: body.fields("data").map { ExtraField(name: $0.name, value: $0.value) },
      expectedSequence: body.integer("expected_sequence"))
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

extension MoveRefusal {
  /// A refusal of the request is 400; one because of the case's state is 409 and names the steps that are open.
  fileprivate func problem(_ casebook: Casebook, number: String) async throws -> ProblemDetails {
    if let problem = fieldProblem { return problem }
    let allowed = JSONValue.array(CaseSteps.open(to: try await casebook.caseFile(number)).map(CaseJSON.transition))
    return ProblemDetails(
      .conflict, type: "urn:fenliu:problem:step", title: "不能办理这一步 / step refused",
      detail: "\(wording.zh) / \(wording.en)", extensions: [.init(name: "allowed", json: allowed.bytes)])
  }

  /// The problem with a field of the request, where that is what was refused.
  var fieldProblem: ProblemDetails? {
    let (pointer, rule): (String, String)
    switch self {
    case .notAllowed, .awaitsConfirmation, .closed, .overtaken: return nil
    case .datum(let datum): (pointer, rule) = ("/data/\(datum.name)", "datum")
    case .emptyField(let field): (pointer, rule) = ("/\(field)", "required")
    case .tooLong(let field, _): (pointer, rule) = ("/\(field)", "too-long")
    case .badRoute: (pointer, rule) = ("/data/route", "route")
    }
    let words = "\(wording.zh) / \(wording.en)"
    return ProblemDetails(
      .badRequest, type: "urn:fenliu:problem:refused", title: "请求被拒绝 / refused", detail: words,
      errors: [.init(pointer: pointer, rule: rule, detail: words)])
  }
}
