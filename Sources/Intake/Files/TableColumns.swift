import Casework
import Messages
import Rulebook

/// What the columns of one table mean.
struct TableColumns {
  private struct Column {
    var header: String
    var rule: ColumnRule?
    var field: SubmissionField?
  }

  private let kind: Submission.Kind
  private let columns: [Column]
  private let constants: [(SubmissionField, String)]

  /// `nil` when none of the headers is the text's.
  init?(headers: [String], kind: Submission.Kind, mapping: ColumnMapping) {
    self.kind = kind
    columns = headers.map { header in
      let rule = mapping.column(header, kind: kind.rawValue)
      return Column(header: header, rule: rule, field: rule.flatMap { SubmissionField(path: $0.field) })
    }
    constants = (mapping.constants[kind.rawValue] ?? [:]).sorted { $0.key < $1.key }.compactMap { path, value in
      SubmissionField(path: path).map { ($0, value) }
    }
    guard columns.contains(where: { $0.field == .text }) else { return nil }
  }

  /// Judges the cells of a row; `nil` when all of them are empty.
  func row(_ cells: [(column: Int, text: String)], line: Int, context: ValidationContext) -> InputRow? {
    var draft = SubmissionDraft(kind: kind, context: context)
    var given: Set<SubmissionField> = []
    var isEmpty = true
    for cell in cells where !cell.text.allSatisfy(\.isWhitespace) {
      isEmpty = false
      guard cell.column < columns.count else {
        draft.set(extra: "列\(cell.column + 1)", cell.text)
        continue
      }
      let column = columns[cell.column]
      if let field = column.field, let rule = column.rule {
        draft.set(field, rule.value(cell.text))
        given.insert(field)
      } else if !column.header.isEmpty {
        draft.set(extra: column.header, cell.text)
      }
    }
    if isEmpty { return nil }
    for (field, value) in constants where !given.contains(field) { draft.set(field, value) }
    do {
      return .submission(try draft.finish(), line: line)
    } catch {
      return .rejected(RejectedRow(line: line, reasons: error.findings.map(reason)))
    }
  }

  private func reason(_ finding: Finding) -> RejectedRow.Reason {
    let path = finding.field.replacing(/\[\d+\]/, with: "[]")
    let index = columns.firstIndex { $0.field?.path == path }
    return RejectedRow.Reason(
      column: index.map { $0 + 1 }, header: index.map { columns[$0].header }, field: finding.field,
      rule: finding.rule.rawValue, limit: finding.limit, wording: finding.wording)
  }
}
