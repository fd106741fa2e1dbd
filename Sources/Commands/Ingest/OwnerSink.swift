import Casebook
import Casework
import Formats
import Intake
import Messages

/// The desk of the process that owns the data folder, over the socket in it: the same `POST /v1/submissions` that other
/// systems use.
struct OwnerSink: SubmissionSink {
  private let client: HTTPClient

  init(socket: String) {
    client = HTTPClient(.unixSocket(path: socket))
  }

  func close() { client.close() }

  func accept(_ submissions: [Submission]) async throws -> [Receipt] {
    guard let kind = submissions.first?.kind else { return [] }
    let answer = try await post(Self.lines(submissions), kind: kind)
    let receipts = try Self.receipts(answer)
    guard receipts.count == submissions.count else {
      throw CommandFailure(
        "服务只答复了 \(submissions.count) 件中的 \(receipts.count) 件，请重新运行本命令（不会重复登记）",
        "the service answered \(receipts.count) of \(submissions.count) rows: run the command again, nothing doubles")
    }
    return receipts
  }

  private func post(_ body: [UInt8], kind: Submission.Kind) async throws -> [UInt8] {
    let request = HTTPClientRequest(
      "POST", "/v1/submissions?kind=\(kind.rawValue)", headers: [("Content-Type", "application/x-ndjson")],
      body: .bytes(body))
    let answer = try await client.send(request, upTo: 64 << 20)
    guard answer.response.status == 200 else {
      let problem = String(decoding: answer.body.prefix(500), as: UTF8.self)
      throw CommandFailure(
        "服务没有受理（\(answer.response.status)）：\(problem)", "the service refused (\(answer.response.status)): \(problem)")
    }
    return answer.body
  }

  private static func lines(_ submissions: [Submission]) -> [UInt8] {
    var body: [UInt8] = []
    for submission in submissions {
      body += SubmissionCodec.encode(submission)
      body.append(UInt8(ascii: "\n"))
    }
    return body
  }

  private static func receipts(_ answer: [UInt8]) throws -> [Receipt] {
    var receipts: [Receipt] = []
    for line in answer.split(separator: UInt8(ascii: "\n")) { receipts.append(try Receipt(answer: Array(line))) }
    return receipts
  }
}

extension Receipt {
  /// Reads a line of the answer.
  fileprivate init(answer line: [UInt8]) throws {
    let value = try JSONValue(parsing: line)
    guard let text = value["number"]?.string, let number = RegistrationNumber(text) else {
      throw CommandFailure("服务的答复无法理解：\(value)", "the service's answer makes no sense: \(value)")
    }
    let acceptance: Acceptance
    switch value["result"]?.string {
    case "accepted": acceptance = .accepted(number)
    case "repeated": acceptance = .repeated(number)
    case "conflict": acceptance = .conflict(number)
    default: throw CommandFailure("服务的答复无法理解：\(value)", "the service's answer makes no sense: \(value)")
    }
    let findings = (value["findings"]?.elements ?? []).compactMap { finding -> Finding? in
      guard let field = finding["field"]?.string, let rule = finding["rule"]?.string.flatMap(Rule.init(rawValue:))
      else { return nil }
      return Finding(field: field, rule: rule, limit: finding["limit"]?.string)
    }
    self.init(acceptance: acceptance, queryCode: value["query_code"]?.string ?? "", findings: findings)
  }
}
