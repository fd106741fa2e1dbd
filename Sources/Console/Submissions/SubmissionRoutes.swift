import Casebook
import Casework
import Formats
import HTTPServer
import Intake
import Messages

/// `POST /v1/submissions`: one submission as JSON, or many as JSON Lines.
struct SubmissionRoutes: Sendable {
  /// Bytes of one submission.
  static let recordLimit = 1 << 20

  let services: ConsoleServices

  func accept(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard services.isReady() else {
      throw ProblemDetails(
        .serviceUnavailable, detail: "服务正在停止，请稍后重试。 Shutting down: try again later.", headers: ["Retry-After": "5"])
    }
    try request.requireContentType("application/json", "application/x-ndjson", "application/jsonl")
    let kind = try kind(of: request)
    do {
      return request.isBatch
        ? try await SubmissionBatch(services: services, kind: kind).accept(request.body)
        : try await one(request, kind: kind)
    } catch let error as CasebookError {
      throw error.problem ?? error
    }
  }

  private func one(_ request: HTTPRequest, kind: Submission.Kind?) async throws -> HTTPResponse {
    let bytes = try await request.body.collect(upTo: Self.recordLimit)
    let read: ReadSubmission
    do {
      read = try SubmissionCodec.read(bytes, kind: kind, context: services.context())
    } catch {
      throw ProblemDetails(refusing: error)
    }
    let receipts = try await services.desk.accept([services.keys.keyed(read)])
    guard let receipt = receipts.first else { throw ProblemDetails(.internalServerError) }
    switch receipt.acceptance {
    case .accepted: return .json(receipt.json(line: nil), status: .created)
    case .repeated: return .json(receipt.json(line: nil))
    case .conflict(let number):
      throw ProblemDetails(
        .conflict, type: "urn:fenliu:problem:conflict", title: "编号冲突 / conflict",
        detail: "同一来源和编号已登记为 \(number)，内容不同。 The key is registered as \(number) with other content.",
        errors: [
          .init(pointer: "/external_id", rule: "conflict", detail: "\(number)")
        ])
    }
  }

  /// `?kind=` names the kind of submissions that do not say it themselves.
  private func kind(of request: HTTPRequest) throws -> Submission.Kind? {
    guard let name = request.query("kind") else { return nil }
    guard let kind = Submission.Kind(rawValue: name) else {
      let kinds = Submission.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ProblemDetails(.badRequest, detail: "kind 应为 \(kinds) 之一。 kind has to be one of \(kinds).")
    }
    return kind
  }
}

extension HTTPRequest {
  fileprivate var isBatch: Bool {
    let type = headers["Content-Type"]?.prefix { $0 != ";" }.lowercased() ?? ""
    return type.contains("ndjson") || type.contains("jsonl")
  }
}

extension Receipt {
  /// The receipt as an object of JSON.
  func json(line: Int?) -> [UInt8] {
    var writer = JSONWriter(form: .canonical)
    writer.beginObject()
    if let line {
      writer.key("line")
      writer.integer(Int64(line))
    }
    writer.key("result")
    switch acceptance {
    case .accepted: writer.string("accepted")
    case .repeated: writer.string("repeated")
    case .conflict: writer.string("conflict")
    }
    writer.key("number")
    writer.string(acceptance.number.text)
    if !queryCode.isEmpty {
      writer.key("query_code")
      writer.string(queryCode)
    }
    writer.key("findings")
    writer.beginArray()
    for finding in findings { finding.write(to: &writer) }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }
}

extension Finding {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("field")
    writer.string(field)
    writer.key("rule")
    writer.string(rule.rawValue)
    if let limit {
      writer.key("limit")
      writer.string(limit)
    }
    writer.key("message")
    writer.string(wording.zh)
    writer.key("message_en")
    writer.string(wording.en)
    writer.endObject()
  }

  /// The field as a JSON pointer (RFC 6901): `applicants[0].name` as `/applicants/0/name`.
  var pointer: String {
    field.isEmpty
      ? "" : "/" + field.replacing("[", with: ".").replacing("]", with: "").split(separator: ".").joined(separator: "/")
  }
}

extension ProblemDetails {
  /// A refusal in the terms of RFC 9457, with the same words as everywhere.
  init(refusing refusal: Refusal) {
    let isLarge = refusal.findings.contains { $0.rule == .tooLarge }
    self.init(
      isLarge ? .contentTooLarge : .badRequest, type: "urn:fenliu:problem:refused", title: "诉求未受理 / refused",
      detail: refusal.summary,
      errors: refusal.findings.map { finding in
        FieldError(
          pointer: finding.pointer, rule: finding.rule.rawValue,
          detail: "\(finding.wording.zh) / \(finding.wording.en)", line: refusal.line, column: refusal.column)
      })
  }
}

extension CasebookError {
  /// What a client can act upon; `nil` for what is our own fault.
  var problem: ProblemDetails? {
    let detail = "\(wording.zh) / \(wording.en)"
    return switch self {
    case .overloaded: ProblemDetails(.tooManyRequests, detail: detail, headers: ["Retry-After": "1"])
    case .unavailable: ProblemDetails(.serviceUnavailable, detail: detail, headers: ["Retry-After": "5"])
    case .unknownCase, .unknownDeadLetter: ProblemDetails(.notFound, detail: detail)
    case .deadLetterSettled: ProblemDetails(.conflict, detail: detail)
    case .unknownProcedure, .unassignedRoute, .inconsistent: nil
    }
  }
}
