import Casebook
import Casework
import Formats
import HTTPServer
import Letters
import Messages

/// `/v1/cases/{number}/letters` and `/v1/letters`: issuing documents and recording their service. The pages hold personal
/// data and are not served here.
struct LetterRoutes: Sendable {
  let casebook: Casebook
  let desk: LetterDesk

  /// `GET /v1/cases/{number}/letters`: the issued documents of a case.
  func list(_ request: HTTPRequest, number: String) async throws -> HTTPResponse {
    var query = QueryReader(request)
    try query.finish()
    let letters = try await answering { try await casebook.letters(of: number) }
    let answer: JSONValue = ["letters": .array(letters.map(LetterJSON.issued))]
    return .json(answer.bytes)
  }

  /// `POST /v1/cases/{number}/letters`: issues a document; answers with it.
  func issue(_ request: HTTPRequest, number: String) async throws -> HTTPResponse {
    var body = try await BodyReader(request)
    let (letter, actor) = (body.required("letter"), body.required("actor"))
    let given = Dictionary(body.fields("data").map { ($0.name, $0.value) }) { _, last in last }
    try body.finish()
    let issued = try await answering { try await desk.issue(letter, of: number, given: given, actor: actor) }
    return .json(LetterJSON.issued(issued).bytes)
  }

  /// `POST /v1/letters/{id}/deliveries`: records a service; answers with the document and the step that was taken.
  func serve(_ request: HTTPRequest, id: String) async throws -> HTTPResponse {
    var body = try await BodyReader(request)
    let (recipient, manner, day) = (body.required("recipient"), body.required("manner"), body.required("served_on"))
    let (actor, receipt) = (body.required("actor"), body.optional("receipt"))
    let (role, reason) = (body.optional("role"), body.optional("reason"))
    let recordsOnly = body.optional("step") == "none"
    try body.finish()
    guard let manner = LetterDelivery.Manner(rawValue: manner) else {
      throw Self.refused("/manner", LetterDelivery.Manner.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard let day = LocalDate(day) else { throw Self.refused("/served_on", "YYYY-MM-DD") }
    let served = try await answering {
      let letter = try await casebook.letter(id)
      return try await desk.serve(
        LetterDelivery(
          letter: letter.id, recipient: recipient, manner: manner, servedOn: day, receipt: receipt, actor: actor),
        role: role, reason: reason, recordsOnly: recordsOnly)
    }
    let event = try served.event.map { try JSONValue(parsing: CaseEventCodec.encode($0)) } ?? .null
    let answer: JSONValue = ["letter": LetterJSON.issued(served.letter), "event": event]
    return .json(answer.bytes)
  }

  // MARK: Refusals

  private func answering<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as LetterError {
      throw Self.problem(.badRequest, error.wording)
    } catch let refusal as LetterRefusal {
      throw Self.problem(refusal.status, refusal.wording)
    } catch let refusal as MoveRefusal {
      throw refusal.fieldProblem ?? Self.problem(.conflict, refusal.wording)
    } catch let error as CasebookError {
      throw error.problem ?? error
    }
  }

  private static func problem(_ status: HTTPStatus, _ wording: Bilingual) -> ProblemDetails {
    ProblemDetails(
      status, type: "urn:fenliu:problem:letter", title: "文书被拒绝 / letter refused",
      detail: "\(wording.zh) / \(wording.en)")
  }

  private static func refused(_ pointer: String, _ expected: String) -> ProblemDetails {
    ProblemDetails(
      .badRequest, type: "urn:fenliu:problem:refused", title: "请求被拒绝 / refused", detail: expected,
      errors: [.init(pointer: pointer, rule: "type", detail: expected)])
  }
}

extension LetterRefusal {
  fileprivate var status: HTTPStatus {
    switch self {
    case .sealed: .forbidden
    case .awaitsConfirmation: .conflict
    case .unknownLetter: .notFound
    case .servedOn, .emptyField, .tooLong: .badRequest
    case .damaged: .internalServerError
    }
  }
}
