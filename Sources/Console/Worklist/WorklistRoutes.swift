import Casebook
import Casework
import Formats
import HTTPServer

/// `/v1/dockets/{name}/worklist`: what a docket has to work.
struct WorklistRoutes: Sendable {
  let casebook: Casebook

  /// `GET`: `only` is one of the kinds of ``WorklistFilter``, `assignee` an officer's name.
  func list(_ request: HTTPRequest, docket name: String) async throws -> HTTPResponse {
    guard let docket = Docket(rawValue: name) else {
      let names = Docket.allCases.map(\.rawValue).joined(separator: ", ")
      throw ProblemDetails(.notFound, detail: "没有这个方向；有 / no such docket, there are: \(names)")
    }
    var query = QueryReader(request)
    let filter = query.choice("only", of: WorklistFilter.self)
    let assignee = query.value("assignee", rule: "text") { $0.isEmpty ? nil : $0 }
    let limit = query.integer("limit", in: 1...1_000)
    try query.finish()
    let list = try await casebook.worklist(
      of: docket, only: filter, assignee: assignee, limit: limit.map(Int.init) ?? 100)
    return .json(WorklistJSON.list(list).bytes)
  }
}
