import Casework
import Formats
import Messages

/// The lines of a JSON Lines file.
struct JSONLinesRows: RowReader {
  private let options: IngestOptions
  private var text: DecodedTextBox
  private var lines = JSONLinesReader()
  private var isClosed = false

  init(_ source: ByteSource, head: [UInt8], options: IngestOptions) {
    self.options = options
    text = DecodedTextBox(DecodedText(source, head: head))
  }

  var bytesRead: Int64 { text.bytesRead }

  mutating func next() throws -> InputRow? {
    while true {
      if let step = lines.next() { return row(step) }
      if isClosed { return nil }
      if let piece = try text.next() {
        lines.append(piece)
      } else {
        lines.close()
        isClosed = true
      }
    }
  }

  private func row(_ step: Result<JSONLine, JSONLineTooLong>) -> InputRow {
    switch step {
    case .failure(let error):
      let wording = Rule.tooLarge.wording(limit: String(error.limit))
      return .rejected(
        RejectedRow(
          line: error.line,
          reasons: [
            .init(column: 1, field: "", rule: Rule.tooLarge.rawValue, limit: String(error.limit), wording: wording)
          ]))
    case .success(let line):
      if let bad = text.badSequence(in: line.offset..<line.offset + line.bytes.count) {
        return .rejected(RejectedRow(line: line.number, undecodable: bad, header: nil))
      }
      do {
        let read = try SubmissionCodec.read(line.bytes, kind: options.kind, context: options.context())
        return .submission(read, line: line.number)
      } catch {
        return .rejected(RejectedRow(line: line.number, refusal: error))
      }
    }
  }
}

extension RejectedRow {
  /// A refusal of a line of JSON.
  init(line: Int, refusal: Refusal) {
    self.init(
      line: line,
      reasons: refusal.findings.map { finding in
        Reason(
          column: refusal.column, field: finding.field, rule: finding.rule.rawValue, limit: finding.limit,
          wording: finding.wording)
      })
  }
}
