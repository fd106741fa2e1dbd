import Casebook
import Formats
import HTTPServer

/// `/v1/dead-letters`: what could not be worked and waits for a person. The records themselves are not shown: they can
/// hold personal data and accusations in clear.
struct DeadLetterRoutes: Sendable {
  enum Way: String, Sendable { case replay, discard }

  let casebook: Casebook

  /// `GET /v1/dead-letters`: those that wait, or those of `?status=`, newest first.
  func list(_ request: HTTPRequest) async throws -> HTTPResponse {
    var query = QueryReader(request)
    let status = query.choice("status", of: DeadLetterEntry.Status.self)
    let limit = query.integer("limit", in: 1...Int64(CaseFilter.pageLimit))
    try query.finish()
    let letters = try await casebook.deadLetters(status: status ?? .waiting, limit: limit.map(Int.init) ?? 100)
    let answer: JSONValue = ["dead_letters": .array(letters.map(DeadLetterText.json))]
    return .json(answer.bytes)
  }

  /// `GET /v1/dead-letters/{id}`
  func show(_ request: HTTPRequest, id: String) async throws -> HTTPResponse {
    var query = QueryReader(request)
    try query.finish()
    return .json(DeadLetterText.json(try await letter(id)).bytes)
  }

  /// `POST /v1/dead-letters/{id}/replay` and `…/discard`: settles a letter; answers with the letter.
  func settle(_ request: HTTPRequest, id: String, _ way: Way) async throws -> HTTPResponse {
    var body = try await BodyReader(request)
    let (actor, reason) = (body.required("actor"), body.required("reason"))
    try body.finish()
    let letter = try await letter(id)
    do {
      switch way {
      case .replay: try await casebook.replayDeadLetter(letter.id, actor: actor, reason: reason)
      case .discard: try await casebook.discardDeadLetter(letter.id, actor: actor, reason: reason)
      }
    } catch let refusal as MoveRefusal {
      throw refusal.fieldProblem ?? refusal
    } catch let error as CasebookError {
      throw error.problem ?? error
    }
    return .json(DeadLetterText.json(try await casebook.deadLetter(letter.id)).bytes)
  }

  private func letter(_ id: String) async throws -> DeadLetterEntry {
    guard let id = Int64(id) else {
      throw ProblemDetails(.notFound, detail: "死信编号应为整数 / a dead letter's id is an integer")
    }
    do {
      return try await casebook.deadLetter(id)
    } catch let error as CasebookError {
      throw error.problem ?? error
    }
  }
}
