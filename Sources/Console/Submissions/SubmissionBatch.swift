import Casebook
import Casework
import Formats
import HTTPServer
import Intake
import Messages

/// Many submissions as JSON Lines: taken in as they arrive, one result a line, in order.
///
/// A line that is refused stops nothing. When the store fails in the middle, what was accepted stays accepted: the lines
/// after it answer `failed`, and sending the whole batch again doubles nothing.
struct SubmissionBatch: Sendable {
  static let size = 500

  let services: ConsoleServices
  let kind: Submission.Kind?

  func accept(_ body: RequestBody) async throws -> HTTPResponse {
    var lines = JSONLinesReader(maximumLineLength: SubmissionRoutes.recordLimit)
    var pending: [Entry] = []
    let answer = ResultSpool()
    for try await chunk in body {
      lines.append(chunk)
      try await drain(&lines, &pending, into: answer)
    }
    lines.close()
    try await drain(&lines, &pending, into: answer)
    try await flush(&pending, into: answer)
    return try answer.response()
  }

  private enum Entry {
    case submission(Submission, line: Int)
    case refused([UInt8])
  }

  private func drain(
    _ lines: inout JSONLinesReader, _ pending: inout [Entry], into answer: ResultSpool
  ) async throws {
    while let step = lines.next() {
      pending.append(entry(step))
      if pending.count >= Self.size { try await flush(&pending, into: answer) }
    }
  }

  private func entry(_ step: Result<JSONLine, JSONLineTooLong>) -> Entry {
    switch step {
    case .failure(let error):
      let refusal = Refusal(findings: [Finding(field: "", rule: .tooLarge, limit: String(error.limit))])
      return .refused(refusal.json(line: error.line))
    case .success(let line):
      do {
        let read = try SubmissionCodec.read(line.bytes, kind: kind, context: services.context())
        return .submission(services.keys.keyed(read), line: line.number)
      } catch {
        return .refused(error.json(line: line.number))
      }
    }
  }

  private func flush(_ pending: inout [Entry], into answer: ResultSpool) async throws {
    let entries = pending
    pending = []
    let submissions = entries.compactMap { if case .submission(let submission, _) = $0 { submission } else { nil } }
    var receipts = try await accepted(submissions, isFirst: answer.isEmpty)[...]
    for entry in entries {
      switch entry {
      case .refused(let result): try answer.append(result)
      case .submission(_, let line):
        switch receipts.popFirst() {
        case .success(let receipt): try answer.append(receipt.json(line: line))
        case .failure(let error): try answer.append(error.json(line: line))
        case nil: break
        }
      }
    }
  }

  /// A batch whose first part cannot be stored is refused as a whole, with a status that says when to come again.
  private func accepted(
    _ submissions: [Submission], isFirst: Bool
  ) async throws -> [Result<Receipt, CasebookError>] {
    guard !submissions.isEmpty else { return [] }
    do {
      return try await services.desk.accept(submissions).map { .success($0) }
    } catch let error as CasebookError where !isFirst && error.problem != nil {
      return submissions.map { _ in .failure(error) }
    }
  }
}

extension Refusal {
  /// The refusal of one line as an object of JSON.
  func json(line: Int) -> [UInt8] {
    var writer = JSONWriter(form: .canonical)
    writer.beginObject()
    writer.key("line")
    writer.integer(Int64(line))
    writer.key("result")
    writer.string("rejected")
    if let column {
      writer.key("column")
      writer.integer(Int64(column))
    }
    writer.key("errors")
    writer.beginArray()
    for finding in findings { finding.write(to: &writer) }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }
}

extension CasebookError {
  fileprivate func json(line: Int) -> [UInt8] {
    var writer = JSONWriter(form: .canonical)
    writer.beginObject()
    writer.key("line")
    writer.integer(Int64(line))
    writer.key("result")
    writer.string("failed")
    writer.key("message")
    writer.string(wording.zh)
    writer.key("message_en")
    writer.string(wording.en)
    writer.endObject()
    return writer.bytes
  }
}
